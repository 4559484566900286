package throng.gpu.web.site;

import java.util.List;
import throng.actors.counts.place.Ground;

/** Four points in the picture and the same four on the ground, in metres. */
record GroundBody(List<double[]> picture, List<double[]> metres) {
  static GroundBody of(Ground ground) {
    return new GroundBody(
        Points.written(ground.picture()),
        ground.metres().stream().map(it -> new double[] {it.x(), it.y()}).toList());
  }

  /** Refuses what is no ground with a sentence. */
  Ground ground() {
    return new Ground(Points.picture("picture", picture), Points.ground("metres", metres));
  }
}
