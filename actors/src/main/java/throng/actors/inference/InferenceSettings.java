package throng.actors.inference;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import throng.streams.settings.SettingsException;

/**
 * How workers begin, and what becomes of one whose network fails: {@code
 * throng.gpu-node.inference}.
 *
 * @param warmAtStart pictures' sizes, {@code 640x480}, that are run through before the node listens
 * @param failuresBeforeRestart how many batches in a row may fail as a whole
 * @param restartAfter how long a worker that died rests at least
 * @param restartAfterAtMost and at most, when it dies again and again
 */
public record InferenceSettings(
    List<PictureSize> warmAtStart,
    int failuresBeforeRestart,
    Duration restartAfter,
    Duration restartAfterAtMost) {

  /** Width and height of a camera's pictures, in pixels. */
  public record PictureSize(int width, int height) {}

  public InferenceSettings {
    warmAtStart = List.copyOf(warmAtStart);
    check(failuresBeforeRestart >= 1, "failures-before-restart must be at least 1");
    check(restartAfter.toMillis() >= 1, "restart-after must be at least 1ms");
    check(
        restartAfterAtMost.compareTo(restartAfter) >= 0,
        "restart-after-at-most must not be below restart-after");
  }

  /** Reads {@code throng.gpu-node}. */
  public static InferenceSettings from(Config gpuNode) {
    Config inference = gpuNode.getConfig("inference");
    return new InferenceSettings(
        inference.getStringList("warm-at-start").stream().map(InferenceSettings::size).toList(),
        inference.getInt("failures-before-restart"),
        inference.getDuration("restart-after"),
        inference.getDuration("restart-after-at-most"));
  }

  private static PictureSize size(String text) {
    int x = text.indexOf('x');
    try {
      PictureSize size =
          new PictureSize(
              Integer.parseInt(text.substring(0, Math.max(0, x))),
              Integer.parseInt(text.substring(x + 1)));
      check(size.width >= 1 && size.height >= 1, "warm-at-start: " + text + " is no size");
      return size;
    } catch (NumberFormatException noNumber) {
      throw new SettingsException(
          "throng.gpu-node.inference.warm-at-start: '"
              + text
              + "' is no picture size; write width x height in pixels, such as 640x480.");
    }
  }

  private static void check(boolean isFine, String rule) {
    if (!isFine) {
      throw new SettingsException("throng.gpu-node.inference." + rule + ".");
    }
  }
}
