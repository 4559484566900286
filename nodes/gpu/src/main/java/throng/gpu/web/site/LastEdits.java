package throng.gpu.web.site;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import throng.actors.counts.site.StaleVersionException;
import throng.gpu.web.http.Problem;

/**
 * Who changed each document last on this node, and when, as long as it runs: for whoever wanted to
 * change it meanwhile. Any thread may use it.
 */
final class LastEdits {
  private final InstantSource utc;
  private final Map<Object, LastEdit> edits = new ConcurrentHashMap<>();

  private record LastEdit(String who, Instant at) {}

  /** The documents that belong to no single camera. */
  enum Document {
    ALERTS,
    WIDE
  }

  LastEdits(InstantSource utc) {
    this.utc = utc;
  }

  /**
   * Somebody has changed a document.
   *
   * @param document a camera's id, or a {@link Document}
   */
  void changed(Object document, String who) {
    edits.put(document, new LastEdit(who, utc.instant()));
  }

  /** Why somebody's change was not made. */
  Problem stale(Object document, StaleVersionException stale) {
    LastEdit last = edits.get(document);
    if (last == null) {
      return Problem.of(412, String.valueOf(stale.getMessage()));
    }
    String sentence =
        "%s changed this at %s: it was version %d, and is %d now. Look at it again."
            .formatted(
                last.who(),
                last.at().truncatedTo(ChronoUnit.SECONDS),
                stale.expected(),
                stale.version());
    return Problem.stale(sentence, last.who(), last.at().toEpochMilli());
  }
}
