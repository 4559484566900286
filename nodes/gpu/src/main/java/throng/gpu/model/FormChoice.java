package throng.gpu.model;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import throng.actors.inference.TensorSize;
import throng.streams.settings.SettingsException;

/**
 * Which form of a network is served on a CPU: as it was trained, or in whole numbers.
 *
 * <p>Processors differ: without instructions for whole numbers the latter may be no faster, and
 * older ones add them with too few bits. So both are timed in turns, and what the latter counts is
 * compared with what it should.
 *
 * @param why one line for the user
 */
record FormChoice(ModelFolder folder, String why) {
  /** As an edge node sends them where nothing else is said. */
  private static final TensorSize SIZE = new TensorSize(480, 640);

  private static final Duration TIME = Duration.ofMillis(500);

  /** Where both take about as long, the form must not change from one start to the next. */
  private static final double CLEARLY = 0.8;

  /** How far counts in whole numbers may be from those that they should be. */
  private static final double TOLERANCE = 0.02;

  /** What was found of both: the shortest run of each in nanoseconds, and how far one is off. */
  record Trial(long exact, long whole, double deviation) {
    boolean isWholeRight() {
      return deviation <= TOLERANCE;
    }

    boolean isWholeFaster() {
      return whole < CLEARLY * exact;
    }

    String why(String exactName, String wholeName) {
      if (!isWholeRight()) {
        return String.format(
            Locale.ROOT, "%s counts %.1f %% wrong on this processor", wholeName, deviation * 100);
      }
      return String.format(
          Locale.ROOT,
          "a picture of 640 x 480 takes it %.1f ms, %s %.1f ms",
          (isWholeFaster() ? whole : exact) / 1e6,
          isWholeFaster() ? exactName : wholeName,
          (isWholeFaster() ? exact : whole) / 1e6);
    }
  }

  /** The form for these devices. */
  static FormChoice of(
      ModelFolder exact, ModelFolder whole, List<Device> devices, ModelSettings settings) {
    if (devices.stream().anyMatch(Device::isGpu)) {
      return new FormChoice(exact, "the form for GPUs");
    }
    try {
      return decide(exact, whole, measure(exact, whole, settings));
    } catch (SettingsException | IllegalStateException broken) {
      return new FormChoice(
          exact, whole.conf().name() + " cannot be run here: " + OnnxFile.firstLine(broken));
    }
  }

  /** The form that a trial speaks for. */
  static FormChoice decide(ModelFolder exact, ModelFolder whole, Trial trial) {
    boolean takesWhole = trial.isWholeRight() && trial.isWholeFaster();
    return new FormChoice(
        takesWhole ? whole : exact, trial.why(exact.conf().name(), whole.conf().name()));
  }

  private static Trial measure(ModelFolder exact, ModelFolder whole, ModelSettings settings) {
    try (OnnxModel one = OnnxModel.load(exact, List.of(Device.CPU), settings);
        OnnxModel other = OnnxModel.load(whole, List.of(Device.CPU), settings);
        OnnxDensityModel exactRun = one.openAlone();
        OnnxDensityModel wholeRun = other.openAlone()) {
      double deviation = whole.golden().deviation(wholeRun, whole.conf().name());
      long exactNanos = Long.MAX_VALUE;
      long wholeNanos = Long.MAX_VALUE;
      // In turns: what else the machine does falls on both.
      for (long end = System.nanoTime() + TIME.toNanos(); System.nanoTime() < end; ) {
        exactNanos = Math.min(exactNanos, exactRun.timeOnce(SIZE));
        wholeNanos = Math.min(wholeNanos, wholeRun.timeOnce(SIZE));
      }
      return new Trial(exactNanos, wholeNanos, deviation);
    }
  }
}
