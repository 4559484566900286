package throng.edge.camera;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once of a source that its JPEGs cannot be passed through, since they must be turned. */
final class TurnNotice {
  private static final Logger LOG = LoggerFactory.getLogger(TurnNotice.class);

  private final String source;
  private final int quality;
  private final AtomicBoolean said = new AtomicBoolean();

  TurnNotice(CameraSpec spec, PictureSettings settings) {
    this.source = spec.redacted();
    this.quality = settings.quality();
  }

  /**
   * @param picture its name; empty where it has none
   */
  void turned(String picture, Display display) {
    if (!said.getAndSet(true)) {
      LOG.warn(
          "{}: {} is stored {}; like each further one that is, it is not passed through but made"
              + " upright and encoded again, at quality {}.",
          source,
          picture.isEmpty() ? "its picture" : picture,
          display.words(),
          quality);
    }
  }
}
