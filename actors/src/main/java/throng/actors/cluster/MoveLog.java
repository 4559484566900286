package throng.actors.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;

/** Which cameras went elsewhere, and why: how many, and the last ones. Any thread may use it. */
final class MoveLog {
  private static final int KEPT = 20;

  private final MonotonicClock clock;
  private final Deque<Move> last = new ArrayDeque<>();
  private long redirected;
  private long asked;
  private long drained;
  private long gaveUp;

  private record Move(long nanos, String sentence) {}

  MoveLog(MonotonicClock clock) {
    this.clock = clock;
  }

  synchronized void redirected(CameraId camera, NodeLoad here, NodeLoad target) {
    redirected++;
    add("%s was sent on to %s as it came".formatted(camera, target.frames()), here, target);
  }

  synchronized void noRoom(CameraId camera, NodeLoad target) {
    redirected++;
    add("%s was sent on to %s as it came: this node is full".formatted(camera, target.frames()));
  }

  synchronized void noNetwork(CameraId camera, NodeLoad target) {
    redirected++;
    add(
        "%s was sent on to %s as it came: this node has not the network that it asks for"
            .formatted(camera, target.frames()));
  }

  synchronized void asked(CameraId camera, NodeLoad here, NodeLoad target) {
    asked++;
    add("%s was asked to go to %s".formatted(camera, target.frames()), here, target);
  }

  synchronized void drained(CameraId camera, NodeLoad target) {
    drained++;
    add("%s was asked to go to %s: this node goes down".formatted(camera, target.frames()));
  }

  synchronized void gaveUp(CameraId camera, String at) {
    gaveUp++;
    add("%s was given up: the node at %s has it".formatted(camera, at));
  }

  private void add(String what, NodeLoad here, NodeLoad target) {
    add(
        here.isOut()
            ? what + ": no device works here"
            : String.format(
                Locale.ROOT, "%s: load %.2f here, %.2f there", what, here.load(), target.load()));
  }

  private void add(String sentence) {
    last.addFirst(new Move(clock.nanos(), sentence));
    if (last.size() > KEPT) {
      last.removeLast();
    }
  }

  /**
   * The sums in a line, then a line for each of the last ones, the newest first.
   *
   * @param gone how many of those that were asked went
   */
  synchronized String text(long gone) {
    StringBuilder text =
        new StringBuilder(
            "Cameras sent on as they came: %d; asked to go elsewhere: %d, as this node goes down: %d, of which went: %d; given up: %d.\n"
                .formatted(redirected, asked, drained, gone, gaveUp));
    for (Move move : last) {
      long seconds = Duration.ofNanos(clock.nanos() - move.nanos()).toSeconds();
      text.append("  %d s ago: %s.\n".formatted(seconds, move.sentence()));
    }
    return text.toString();
  }
}
