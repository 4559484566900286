package throng.actors.counts.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.AlertEvent.Kind;
import throng.actors.counts.Series;
import throng.actors.counts.alert.AlertMachine.Told;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.actors.counts.alert.AlertMemory.Silence;

/**
 * All alerts of a node, second by second. Each begin and each end is told once, over restarts of
 * the node too; a begin that is silenced is told again, to be notified of, once its silence is over
 * and the alert still fires. Any thread may use it.
 */
public final class Alerts {
  private static final String REMOVED = "removed";

  /** Rules and places come from other nodes within seconds. */
  private static final long COMES_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final Map<Key, Entry> entries = new LinkedHashMap<>();
  private Silences silences;
  private long changes;

  private record Key(String alert, Series where) {
    static Key of(AlertRule rule) {
      return new Key(rule.name(), rule.where());
    }
  }

  private static final class Entry {
    final AlertMachine machine;
    @Nullable AlertRule rule;
    @Nullable Firing firing;

    /** When it was first seen that something is not here of {@link #isToCome}. */
    @Nullable Long missedMillis;

    /** It was adopted: its rule, and the place that this measures, may be to come. */
    boolean isToCome;

    Entry(AlertMachine machine, @Nullable Firing firing) {
      this.machine = machine;
      this.firing = firing;
    }
  }

  /** What is known of that which a rule measures: a zone, or its ground. */
  public enum Place {
    /** It is there. */
    HERE,
    /**
     * Nobody has said anything of its camera, as where the site's file was broken and a new one was
     * begun. What fires there goes on and is blind: that a file is broken sends no crowd home, and
     * nobody is to be told so.
     */
    NOT_KNOWN,
    /** Somebody has taken it away. What fires there ends. */
    GONE
  }

  /**
   * A rule and what it measured in one second.
   *
   * @param value empty: there is no count, and was none for long enough
   */
  public record Measured(AlertRule rule, OptionalDouble value, Place place) {
    /** Of a place that is there. */
    public Measured(AlertRule rule, OptionalDouble value) {
      this(rule, value, Place.HERE);
    }
  }

  /** Goes on where {@code memory} ended. */
  public Alerts(AlertMemory memory) {
    memory
        .firing()
        .forEach(
            it ->
                entries.put(
                    new Key(it.alert(), it.where()),
                    new Entry(new AlertMachine(AlertState.FIRING), it)));
    silences = memory.silences();
  }

  /**
   * Goes on by one second.
   *
   * @param endNanos when it ended, on the monotonic clock
   * @param millis the same moment since 1970-01-01 UTC
   * @param all every rule there is; an alert whose rule is gone ends, as does one whose place is,
   *     but not where that is {@link Place#NOT_KNOWN}
   */
  public synchronized List<AlertEvent> step(long endNanos, long millis, List<Measured> all) {
    silences = silences.at(millis);
    Map<Key, Measured> measured = new LinkedHashMap<>();
    all.forEach(it -> measured.put(Key.of(it.rule()), it));
    List<AlertEvent> events = new ArrayList<>();
    entries.entrySet().removeIf(entry -> isRemoved(entry, measured, millis, events));
    measured.forEach(
        (key, it) -> {
          Entry entry = entries.computeIfAbsent(key, Alerts::fresh);
          entry.rule = it.rule();
          entry.isToCome &= it.place() != Place.HERE;
          boolean isScheduled = it.rule().when().contains(Instant.ofEpochMilli(millis));
          entry
              .machine
              .step(it.rule(), endNanos, isScheduled, it.value())
              .ifPresent(told -> events.add(event(entry, it.rule(), told, millis)));
          lateBegin(entry, millis).ifPresent(events::add);
        });
    return events;
  }

  private static Entry fresh(Key key) {
    return new Entry(new AlertMachine(AlertState.INACTIVE), null);
  }

  private boolean isRemoved(
      Map.Entry<Key, Entry> entry,
      Map<Key, Measured> measured,
      long millis,
      List<AlertEvent> events) {
    Measured its = measured.get(entry.getKey());
    Firing firing = entry.getValue().firing;
    boolean isMeasured = its != null && (its.place() != Place.GONE || firing == null);
    if (isMeasured || isAwaited(entry.getValue(), millis)) {
      return false;
    }
    if (firing != null) {
      changes++;
      String why = whyRemoved(firing, its != null);
      String sentence = "%s at %s has ended: %s.".formatted(firing.alert(), firing.where(), why);
      events.add(ended(firing, OptionalDouble.empty(), REMOVED, sentence, millis));
    }
    return true;
  }

  private static String whyRemoved(Firing firing, boolean hasRule) {
    if (hasRule) {
      return "what it measures is gone";
    }
    return firing.isSilence() ? "that camera is missed no longer" : "its rule is gone";
  }

  /** It was adopted a moment ago, and what it goes by may still be on the way. */
  private static boolean isAwaited(Entry entry, long millis) {
    if (!entry.isToCome) {
      return false;
    }
    Long missed = entry.missedMillis;
    entry.missedMillis = missed == null ? (Long) millis : missed;
    return millis - entry.missedMillis < COMES_MILLIS;
  }

  private AlertEvent event(Entry entry, AlertRule rule, Told told, long millis) {
    changes++;
    OptionalDouble value = entry.machine.value();
    Firing before = entry.firing;
    if (told == Told.FIRING || before == null) {
      Firing firing = begun(rule, millis);
      entry.firing = firing;
      return begin(firing, value, sentence(rule, value));
    }
    entry.firing = null;
    String sentence = "%s at %s has ended.".formatted(rule.name(), rule.where());
    return ended(before, value, told.reason(), sentence, millis);
  }

  private Firing begun(AlertRule rule, long millis) {
    return new Firing(
        rule.name(),
        rule.where(),
        "%s:%s:%d".formatted(rule.name(), rule.where(), millis),
        millis,
        rule.severity(),
        rule.targets(),
        !isSilenced(rule.name(), rule.where(), millis));
  }

  /** The begin of what began silenced, and still fires when that is over. */
  private Optional<AlertEvent> lateBegin(Entry entry, long millis) {
    Firing firing = entry.firing;
    if (firing == null || firing.isTold() || isSilenced(firing.alert(), firing.where(), millis)) {
      return Optional.empty();
    }
    changes++;
    Firing told = firing.withTold(true);
    entry.firing = told;
    String sentence =
        "%s at %s still fires: it was silenced when it began."
            .formatted(told.alert(), told.where());
    return Optional.of(begin(told, entry.machine.value(), sentence));
  }

  private static AlertEvent begin(Firing firing, OptionalDouble value, String sentence) {
    return new AlertEvent(
        Kind.FIRING,
        firing.id(),
        firing.alert(),
        firing.where(),
        firing.severity(),
        value,
        "",
        sentence,
        firing.sinceMillis(),
        !firing.isTold(),
        firing.targets());
  }

  // Whoever was told of the begin waits for the end, and nobody else does.
  private static AlertEvent ended(
      Firing firing, OptionalDouble value, String reason, String sentence, long millis) {
    return new AlertEvent(
        Kind.RESOLVED,
        firing.id(),
        firing.alert(),
        firing.where(),
        firing.severity(),
        value,
        reason,
        sentence,
        millis,
        !firing.isTold(),
        firing.targets());
  }

  private static String sentence(AlertRule rule, OptionalDouble value) {
    if (rule.measure() == Measure.SILENCE) {
      return "%s: there is no count of %s.".formatted(rule.name(), rule.where());
    }
    return String.format(
        Locale.ROOT,
        "%s: %.1f %s at %s, at or above %s for %d s.",
        rule.name(),
        value.orElse(Double.NaN),
        rule.measure().unit(),
        rule.where(),
        rule.above(),
        rule.holdFor().toSeconds());
  }

  /**
   * Notifies nobody for some time that an alert begins; it goes on otherwise, and whoever has been
   * notified of its begin is of its end.
   *
   * @param where empty: wherever it fires
   * @param untilMillis since 1970-01-01 UTC; a moment that is past ends the silence
   */
  public synchronized void silence(String alert, Optional<Series> where, long untilMillis) {
    silences = silences.with(new Silence(alert, where, untilMillis));
    changes++;
  }

  /** Who is to be silent. */
  public synchronized Silences silences() {
    return silences;
  }

  /** Until when nobody is notified of an alert, whoever judges it; empty: they are. */
  public synchronized OptionalLong silencedUntil(String alert, Series where, long millis) {
    return silences.until(alert, where, millis);
  }

  /** Takes what another node has, where that is newer. */
  public synchronized void replicate(Silences other) {
    if (other.isNewerThan(silences)) {
      silences = other;
      changes++;
    }
  }

  /**
   * Goes on with what fires at another node, or did at this one before it lost what people had
   * said; what fires here already stays. Rules and places have a minute to come from other nodes.
   */
  public synchronized void adopt(List<Firing> others) {
    for (Firing firing : others) {
      Key key = new Key(firing.alert(), firing.where());
      Entry entry = entries.get(key);
      if (entry == null || entry.firing == null) {
        Entry adopted = new Entry(new AlertMachine(AlertState.FIRING), firing);
        adopted.isToCome = true;
        entries.put(key, adopted);
        changes++;
      }
    }
  }

  /** It is told of no longer, and neither is its end. */
  public synchronized void letGo(Firing firing) {
    if (entries.remove(new Key(firing.alert(), firing.where())) != null) {
      changes++;
    }
  }

  /** Every alert, also those that do not fire. */
  public synchronized List<AlertNow> now(long millis) {
    List<AlertNow> all = new ArrayList<>();
    for (Entry entry : entries.values()) {
      AlertRule rule = entry.rule;
      if (rule != null) {
        all.add(now(rule, entry, millis));
      }
    }
    return all;
  }

  private AlertNow now(AlertRule rule, Entry entry, long millis) {
    Firing firing = entry.firing;
    return new AlertNow(
        rule,
        entry.machine.state(),
        firing == null ? OptionalLong.empty() : OptionalLong.of(firing.sinceMillis()),
        entry.machine.isBlind(),
        entry.machine.value(),
        silencedUntil(rule.name(), rule.where(), millis));
  }

  /** What is to outlive the node. */
  public synchronized AlertMemory memory() {
    List<Firing> firing = new ArrayList<>();
    for (Entry entry : entries.values()) {
      Firing it = entry.firing;
      if (it != null) {
        firing.add(it);
      }
    }
    return new AlertMemory(firing, silences);
  }

  /** Grows whenever {@link #memory} has become another. */
  public synchronized long changes() {
    return changes;
  }

  private boolean isSilenced(String alert, Series where, long millis) {
    return silences.covers(alert, where, millis);
  }
}
