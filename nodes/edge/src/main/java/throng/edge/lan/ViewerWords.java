package throng.edge.lan;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import throng.edge.output.window.Caption;

/** What the viewer's window says: what is seen, and what is awaited in its place. One thread. */
final class ViewerWords {
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final String HINT = "0: a picture, v: stream, 3: stream and record";

  private final String edge;
  private String clock = "";
  private String rate = "";
  private boolean isPast;

  /**
   * @param edge host:port, as the user is told it
   */
  ViewerWords(String edge) {
    this.edge = edge;
  }

  /** A picture is shown from now on. */
  void shows(LocalTime came) {
    clock = TIME.format(came);
    isPast = false;
  }

  /** A single picture was shown for its time: it is not what is there now. */
  void fade() {
    isPast = true;
  }

  /** How many pictures a second a stream has. */
  void streamsAt(String perSecond) {
    rate = perSecond;
  }

  /**
   * What it says now.
   *
   * @param isUp whether there is a connection
   * @param silence nanoseconds since a stream's last picture, or since it began
   */
  Caption now(Phase phase, boolean isUp, long silence) {
    boolean streams = phase instanceof Phase.Streaming;
    return new Caption(
        edge,
        "",
        List.of(activity(phase, isUp), clock, streams ? rate : ""),
        notice(phase, isUp, silence));
  }

  private String activity(Phase phase, boolean isUp) {
    if (!isUp) {
      return "not connected";
    }
    if (phase instanceof Phase.Streaming streaming) {
      return streaming.recorded() ? "recording" : "streaming";
    }
    return clock.isEmpty() ? "" : "single picture";
  }

  private String notice(Phase phase, boolean isUp, long silence) {
    if (!isUp) {
      return "waiting for the edge: it is tried again";
    }
    if (phase instanceof Phase.Idle) {
      return isPast || clock.isEmpty() ? HINT : "";
    }
    if (phase instanceof Phase.Leaving || phase instanceof Phase.Over) {
      return "the edge is told to shut the connection down";
    }
    if (!(phase instanceof Phase.Streaming)) {
      return "waiting for a picture";
    }
    if (silence >= SILENT_NANOS) {
      return "no picture for " + TimeUnit.NANOSECONDS.toSeconds(silence) + " s";
    }
    return clock.isEmpty() ? "waiting for the first picture" : "";
  }
}
