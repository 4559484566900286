package throng.gpu.publish;

import akka.util.ByteString;
import com.typesafe.config.ConfigFactory;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import throng.actors.counts.CountHub;
import throng.actors.counts.CountSettings;
import throng.actors.counts.Network;
import throng.actors.counts.SecondMean;
import throng.actors.counts.Series;
import throng.actors.counts.calibration.Correction;
import throng.actors.counts.live.SeriesNow;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.settings.Block;

/** Hubs for tests, and what they are given. */
public final class Hubs {
  private Hubs() {}

  public static CountHub hub(MonotonicClock clock) {
    CountSettings settings = CountSettings.from(Block.of("throng.gpu-node", ConfigFactory.load()));
    return new CountHub(settings, clock, InstantSource.system());
  }

  /**
   * How a series stands in whose last second so many were counted.
   *
   * @param squareMetres of the zone; 0: not known
   */
  public static SeriesNow now(Series series, double people, double squareMetres) {
    SecondMean last = new SecondMean(series, 1_795_694_400, people, people, people, 1, 1);
    OptionalDouble density =
        squareMetres > 0 ? OptionalDouble.of(people / squareMetres) : OptionalDouble.empty();
    return new SeriesNow(
        series,
        series.zone().map(zone -> "The " + zone).orElse(series.camera().camera()),
        last,
        0,
        OptionalInt.empty(),
        Correction.NONE,
        Optional.empty(),
        density,
        Optional.empty());
  }

  /** A camera's frame is counted at this moment. */
  public static void count(CountHub hub, CameraId camera, MonotonicClock clock, double people) {
    JpegFrame frame = new JpegFrame(0, 0, 0, 0, 640, 480, ByteString.fromString("no jpeg"));
    DensityMap map =
        new DensityMap(
            0,
            0,
            1,
            1,
            people,
            new float[] {(float) people},
            new DensityMap.Timing(3000, 2000, 40_000, 4));
    hub.answered(camera, frame, map, new Network("crowd", "1"), clock.nanos() - 50_000_000);
  }
}
