package throng.actors.inference;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import throng.streams.frame.PixelSize;
import throng.streams.settings.Block;

/**
 * How workers begin, and what becomes of one whose network fails: {@code
 * throng.gpu-node.inference}.
 *
 * @param warmAtStart pictures' sizes, {@code 640x480}, that are run through before the node listens
 * @param rehearsal how long a camera is played before the node listens; 0: none is
 * @param failuresBeforeRestart how many batches in a row may fail as a whole
 * @param restartAfter how long a worker that died rests at least
 * @param restartAfterAtMost and at most, when it dies again and again
 * @param hangsAfter how long a worker may be at one batch, at least, before it counts as not there
 */
public record InferenceSettings(
    List<PixelSize> warmAtStart,
    Duration rehearsal,
    int failuresBeforeRestart,
    Duration restartAfter,
    Duration restartAfterAtMost,
    Duration hangsAfter) {

  public InferenceSettings {
    warmAtStart = List.copyOf(warmAtStart);
  }

  /** Reads {@code throng.gpu-node}. */
  public static InferenceSettings from(Block gpuNode) {
    Block inference = gpuNode.block("inference");
    InferenceSettings read =
        new InferenceSettings(
            warmAtStart(inference),
            inference.time("rehearsal", "0ms", "1m"),
            inference.whole("failures-before-restart", 1, 1000),
            inference.time("restart-after", "1ms", "1d"),
            inference.time("restart-after-at-most", "1ms", "1d"),
            inference.time("hangs-after", "1ms", "1d"));
    if (read.restartAfterAtMost.compareTo(read.restartAfter) < 0) {
      throw inference.wrong("restart-after-at-most", "must not be below restart-after");
    }
    return read;
  }

  private static List<PixelSize> warmAtStart(Block inference) {
    List<Optional<PixelSize>> sizes =
        inference.texts("warm-at-start").stream().map(PixelSize::parse).toList();
    if (sizes.contains(Optional.<PixelSize>empty())) {
      throw inference.wrong(
          "warm-at-start",
          "must be a list of widths and heights of 16 to 65500 pixels, such as \"640x480\"");
    }
    return sizes.stream().flatMap(Optional::stream).toList();
  }
}
