package throng.gpu.model;

import java.util.Optional;
import throng.streams.settings.Block;

/**
 * What a {@code model.conf} tells of its network, for whoever chooses one.
 *
 * @param parameters how many numbers were trained
 * @param partA mean absolute error on ShanghaiTech's part A, photographs held out
 * @param partB the same on part B
 */
record Measured(Optional<Long> parameters, Optional<Double> partA, Optional<Double> partB) {

  static Measured from(Block measured) {
    return new Measured(
        measured.unless(
            "unknown", "parameters", key -> measured.whole(key, 0L, 1_000_000_000_000L)),
        measured.unless("unknown", "part-a", key -> measured.number(key, "0", "1000000")),
        measured.unless("unknown", "part-b", key -> measured.number(key, "0", "1000000")));
  }
}
