package throng.gpu.model;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import throng.actors.inference.TensorSize;

/** Finds the largest square that a device runs in a given time, by running some. */
final class TileSide {
  /** Below it tiles show too little around a head, and most of their time goes into overlap. */
  private static final int LEAST = 640;

  /**
   * However slow a device is: a picture of 1280 x 720 in tiles of 640 takes it 2.6 times as long as
   * one run, which is too much for what others wait less.
   */
  private static final int WORTH = 1280;

  /** Measurements differ a little; most of them shall give the same side. */
  private static final int STEP = 128;

  /** Larger ones are not tried: they take memory, and save little overlap. */
  private static final int MOST = 4096;

  private static final int MOST_TRIES = 4;

  private final InputConf input;
  private final double mostNanos;

  /**
   * @param most how long a run may take
   */
  TileSide(InputConf input, Duration most) {
    this.input = input;
    this.mostNanos = most.toNanos();
  }

  /**
   * The side in pixels: at most the network's largest, and, however slow the device is, at least
   * 1280, or what it has the memory for; then its overlap is no more than half of it.
   *
   * @param run runs one picture of a size, and tells how long that took, in nanoseconds; it may
   *     throw where the device has too little memory
   */
  int measure(ToLongFunction<TensorSize> run) {
    TensorSize whole = input.tensorSize(640, 480);
    TensorSize usual =
        new TensorSize(Math.min(whole.height(), most()), Math.min(whole.width(), most()));
    int side = Math.max(worth(), fitting(Math.sqrt(usual.pixels()), run.applyAsLong(usual)));
    for (int tries = 0; tries < MOST_TRIES && side > least(); tries++) {
      OptionalLong took = nanos(run, side);
      if (took.isEmpty()) {
        side = Math.max(least(), fitting(side, 2 * mostNanos));
      } else if (took.getAsLong() <= mostNanos || side <= worth()) {
        return side;
      } else {
        int smaller = Math.min(side - input.multiple(), fitting(side, took.getAsLong()));
        side = Math.max(worth(), smaller);
      }
    }
    return Math.max(least(), side);
  }

  /** Empty: the device has too little memory. */
  private static OptionalLong nanos(ToLongFunction<TensorSize> run, int side) {
    try {
      return OptionalLong.of(run.applyAsLong(new TensorSize(side, side)));
    } catch (RuntimeException tooLarge) {
      return OptionalLong.empty();
    }
  }

  /** The side that would take as long as a run may, if time goes by pixels. */
  private int fitting(double side, double took) {
    double exact = side * Math.sqrt(mostNanos / Math.max(1, took));
    int step = Math.max(1, STEP / input.multiple()) * input.multiple();
    return exact >= most() ? most() : (int) exact / step * step;
  }

  private int worth() {
    return Math.min(most(), Math.max(least(), WORTH / input.multiple() * input.multiple()));
  }

  private int least() {
    int wanted = Math.max(LEAST, 2 * input.overlap()) + input.multiple() - 1;
    return Math.min(most(), wanted / input.multiple() * input.multiple());
  }

  private int most() {
    return Math.min(input.tileSide(), MOST / input.multiple() * input.multiple());
  }
}
