package throng.edge.camera;

import java.util.Optional;
import java.util.OptionalDouble;
import throng.streams.frame.JpegHeader;
import throng.streams.frame.PixelSize;
import throng.streams.settings.Block;

/**
 * What the pictures shall be like.
 *
 * @param size exactly this, whatever the source's shape; empty: as it comes
 * @param fps at most so many pictures a second; empty: all
 * @param quality of JPEGs that are encoded here, 1 to 100
 * @param grey three equal channels
 * @param loop a file or folder starts again at its end
 * @param live pictures come at their own rate; otherwise as fast as they are taken
 */
public record PictureSettings(
    Optional<PixelSize> size,
    OptionalDouble fps,
    int quality,
    boolean grey,
    boolean loop,
    boolean live,
    CameraLimits limits) {
  private static final String AS_IT_COMES = "as it comes";

  /**
   * Reads the blocks {@code jpeg} and {@code camera}.
   *
   * @param edgeNode the block {@code throng.edge-node}, or a camera's own in its place
   * @param live the mode, which depends on the source too
   */
  public static PictureSettings from(Block edgeNode, boolean live) {
    Block jpeg = edgeNode.block("jpeg");
    return new PictureSettings(
        jpeg.unless(AS_IT_COMES, "size", jpeg::pixels),
        jpeg.unless(AS_IT_COMES, "fps", key -> jpeg.number(key, "0.001", "1000"))
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty()),
        jpeg.whole("quality", 1, 100),
        jpeg.flag("grey"),
        jpeg.flag("loop"),
        live,
        CameraLimits.from(edgeNode));
  }

  /** Whether every JPEG is passed on: neither another size nor grey is asked for. */
  boolean asItComes() {
    return size.isEmpty() && !grey;
  }

  /** Whether a JPEG is passed on because it already is what was asked for. */
  boolean leaves(Optional<JpegHeader> jpeg) {
    return asItComes() || (!grey && jpeg.map(this::hasSize).orElse(false));
  }

  private boolean hasSize(JpegHeader jpeg) {
    return size.isPresent()
        && size.get().width() == jpeg.width()
        && size.get().height() == jpeg.height();
  }
}
