package throng.edge.camera;

import com.typesafe.config.Config;
import java.util.Optional;
import java.util.OptionalDouble;
import throng.streams.frame.JpegHeader;
import throng.streams.frame.PixelSize;
import throng.streams.settings.SettingsException;

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

  public PictureSettings {
    if (quality < 1 || quality > 100) {
      throw new SettingsException(
          "throng.edge-node.jpeg.quality must be from 1 to 100, and is " + quality + ".");
    }
    if (fps.isPresent() && !(fps.getAsDouble() > 0 && fps.getAsDouble() <= 1000)) {
      throw new SettingsException(
          "throng.edge-node.jpeg.fps must be above 0 and at most 1000, and is "
              + fps.getAsDouble()
              + ".");
    }
  }

  /**
   * Reads the blocks {@code jpeg} and {@code camera}.
   *
   * @param edgeNode the block {@code throng.edge-node}, or a camera's own with that as fallback
   * @param live the mode, which depends on the source too
   */
  public static PictureSettings from(Config edgeNode, boolean live) {
    Config jpeg = edgeNode.getConfig("jpeg");
    return new PictureSettings(
        size(jpeg.getString("size")),
        fps(jpeg.getString("fps")),
        jpeg.getInt("quality"),
        jpeg.getBoolean("grey"),
        jpeg.getBoolean("loop"),
        live,
        CameraLimits.from(edgeNode.getConfig("camera")));
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
    return size.equals(PixelSize.parse(jpeg.width() + "x" + jpeg.height()));
  }

  private static Optional<PixelSize> size(String text) {
    if (text.equals(AS_IT_COMES)) {
      return Optional.empty();
    }
    Optional<PixelSize> size = PixelSize.parse(text);
    if (size.isEmpty()) {
      throw new SettingsException(
          "throng.edge-node.jpeg.size must be \"as it comes\" or a width and height of 16 to 65500"
              + " pixels such as 640x480, and is \""
              + text
              + "\".");
    }
    return size;
  }

  private static OptionalDouble fps(String text) {
    if (text.equals(AS_IT_COMES)) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      throw new SettingsException(
          "throng.edge-node.jpeg.fps must be \"as it comes\" or a number such as 12.5, and is \""
              + text
              + "\".");
    }
  }
}
