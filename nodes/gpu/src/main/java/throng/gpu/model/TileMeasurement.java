package throng.gpu.model;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import throng.actors.inference.TensorSize;

/** Finds what a device runs in a given time, by running some pictures. */
final class TileMeasurement {
  /** Below it tiles show too little around a head, and most of their time goes into overlap. */
  private static final int LEAST = 640;

  /** Measurements differ a little; most of them shall give the same side. */
  private static final int STEP = 128;

  /** Larger ones are not tried: they take memory, and save little overlap. */
  private static final int MOST = 4096;

  private static final int MOST_TRIES = 4;

  /**
   * A usual picture, which is run at once where the device has the memory for it: in tiles of the
   * least side it takes 2.6 times as long, which is more than what others gain by it.
   */
  private static final int USUAL_WIDTH = 1280;

  private static final int USUAL_HEIGHT = 720;

  private final InputConf input;
  private final double mostNanos;

  /**
   * @param most how long a run may take
   */
  TileMeasurement(InputConf input, Duration most) {
    this.input = input;
    this.mostNanos = most.toNanos();
  }

  /**
   * The tiles' side: at most the network's largest, and at least so much that its overlap is no
   * more than half of it, however slow the device is; and what is run whole.
   *
   * @param run runs one picture of a size, and tells how long that took, in nanoseconds; it may
   *     throw where the device has too little memory
   */
  TileLimits measure(ToLongFunction<TensorSize> run) {
    TileLimits square = TileLimits.ofSide(side(run));
    TensorSize usual = input.tensorSize(USUAL_WIDTH, USUAL_HEIGHT);
    boolean isWorth = usual.pixels() > square.whole() && usual.width() <= most();
    return isWorth && nanos(run, usual).isPresent()
        ? new TileLimits(square.side(), usual.pixels())
        : square;
  }

  private int side(ToLongFunction<TensorSize> run) {
    TensorSize whole = input.tensorSize(640, 480);
    TensorSize usual =
        new TensorSize(Math.min(whole.height(), most()), Math.min(whole.width(), most()));
    int side = fitting(Math.sqrt(usual.pixels()), run.applyAsLong(usual));
    for (int tries = 0; tries < MOST_TRIES && side > least(); tries++) {
      long took = nanos(run, new TensorSize(side, side)).orElse((long) (2 * mostNanos));
      if (took <= mostNanos) {
        return side;
      }
      side = Math.min(side - input.multiple(), fitting(side, took));
    }
    return Math.max(least(), side);
  }

  /** Empty: the device has too little memory. */
  private static OptionalLong nanos(ToLongFunction<TensorSize> run, TensorSize size) {
    try {
      return OptionalLong.of(run.applyAsLong(size));
    } catch (RuntimeException tooLarge) {
      return OptionalLong.empty();
    }
  }

  /** The side that would take as long as a run may, if time goes by pixels. */
  private int fitting(double side, long took) {
    double exact = side * Math.sqrt(mostNanos / Math.max(1, took));
    int step = Math.max(1, STEP / input.multiple()) * input.multiple();
    return exact >= most() ? most() : Math.max(least(), (int) exact / step * step);
  }

  private int least() {
    int wanted = Math.max(LEAST, 2 * input.overlap()) + input.multiple() - 1;
    return Math.min(most(), wanted / input.multiple() * input.multiple());
  }

  private int most() {
    return Math.min(input.tileSide(), MOST / input.multiple() * input.multiple());
  }
}
