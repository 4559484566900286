package throng.actors.counts;

import java.util.OptionalInt;

/** How many people a camera's place, a zone or a group holds, as somebody has said: full there. */
public final class Capacity {
  /** The most there can be. */
  public static final int MOST = 1_000_000;

  private Capacity() {}

  /**
   * The same, once it is one.
   *
   * @throws IllegalArgumentException in a sentence, if so many are none
   */
  public static OptionalInt of(OptionalInt people) {
    if (people.isPresent() && (people.getAsInt() < 1 || people.getAsInt() > MOST)) {
      throw new IllegalArgumentException(
          "capacity must be from 1 to %d people; leave it out where nobody knows.".formatted(MOST));
    }
    return people;
  }
}
