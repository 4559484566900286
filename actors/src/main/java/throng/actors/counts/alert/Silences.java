package throng.actors.counts.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import throng.actors.counts.Series;
import throng.actors.counts.alert.AlertMemory.Silence;

/**
 * Who is to be silent, as nodes have it in common. That a time is over makes no other version of
 * it.
 *
 * @param version grows with each change by a person
 * @param edit that change's random number, by which two of one version are told apart
 */
public record Silences(long version, long edit, List<Silence> all) {
  /** Nobody has silenced anything yet. */
  public static final Silences NONE = new Silences(0, 0, List.of());

  private static final int MOST = 10_000;

  public Silences {
    all = List.copyOf(all);
    if (all.size() > MOST) {
      throw new IllegalArgumentException(
          "There can be at most %d silences: end one first.".formatted(MOST));
    }
  }

  /** With one, in place of one of the same alert and place. */
  Silences with(Silence silence) {
    List<Silence> more = new ArrayList<>(without(it -> isOfSame(it, silence)).all);
    more.add(silence);
    return new Silences(version + 1, ThreadLocalRandom.current().nextLong(), more);
  }

  private static boolean isOfSame(Silence one, Silence other) {
    return one.alert().equals(other.alert()) && one.where().equals(other.where());
  }

  /** Without those whose time is over. */
  Silences at(long millis) {
    return without(it -> it.untilMillis() <= millis);
  }

  private Silences without(Predicate<Silence> gone) {
    List<Silence> rest = all.stream().filter(gone.negate()).toList();
    return rest.size() == all.size() ? this : new Silences(version, edit, rest);
  }

  /** Whether it holds against another node's. */
  boolean isNewerThan(Silences other) {
    return version == other.version ? edit > other.edit : version > other.version;
  }

  boolean covers(String alert, Series where, long millis) {
    return all.stream().anyMatch(it -> it.covers(alert, where, millis));
  }

  /** Until when the longest of those lasts that cover an alert. */
  OptionalLong until(String alert, Series where, long millis) {
    return all.stream()
        .filter(it -> it.covers(alert, where, millis))
        .mapToLong(Silence::untilMillis)
        .max();
  }
}
