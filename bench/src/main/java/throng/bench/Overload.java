package throng.bench;

import java.util.ArrayList;
import java.util.List;
import throng.bench.EdgeSide.RunningCamera;
import throng.streams.camera.Picture;
import throng.streams.frame.Mode;

/** What there is, so that more can be offered. */
final class Overload {
  private static final double AS_FAST_AS_IT_GOES = 1e6;

  private Overload() {}

  /** Frames a second that the nodes manage, of so many cameras together that wait their turn. */
  static double capacity(EdgeSide edge, List<Picture> pictures, int cameras, double seconds)
      throws InterruptedException {
    List<RunningCamera> running = new ArrayList<>();
    for (int i = 0; i < cameras; i++) {
      running.add(
          edge.run(
              "camera" + i,
              Mode.LOSSLESS,
              StoredCamera.of(pictures, AS_FAST_AS_IT_GOES),
              outcome -> {}));
    }
    Sampling.rest(5);
    double capacity = Sampling.framesPerSecond(running, seconds);
    EdgeSide.stop(running);
    return capacity;
  }
}
