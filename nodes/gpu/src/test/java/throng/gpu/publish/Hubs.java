package throng.gpu.publish;

import akka.util.ByteString;
import com.typesafe.config.ConfigFactory;
import java.time.InstantSource;
import throng.actors.counts.CountHub;
import throng.actors.counts.CountSettings;
import throng.actors.counts.Network;
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
