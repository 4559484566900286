package throng.edge.camera;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.Camera;
import throng.streams.camera.Picture;

/**
 * A camera that draws a street with a crowd whose number is known. The same seed gives the same
 * pictures.
 *
 * <p>Its pictures come as fast as they are read.
 */
final class SyntheticCrowd implements Camera {
  private final CameraSpec.Crowd spec;
  private final SplittableRandom random;
  private final Crowd crowd;
  private final Street street;
  private final Mat canvas;
  private final FigurePainter painter;
  private final JpegShaper shaper;
  private final FrameSelection selection;
  private long frame;

  SyntheticCrowd(CameraSpec.Crowd spec, PictureSettings settings) {
    this.spec = spec;
    this.shaper = new JpegShaper(settings);
    this.random = new SplittableRandom(spec.seed());
    this.crowd = new Crowd(spec.people(), spec.size(), random.split());
    this.street = new Street(spec.size(), random.split());
    this.canvas = new Mat(spec.size().height(), spec.size().width(), CV_8UC3);
    this.painter = new FigurePainter(canvas);
    this.selection = new FrameSelection(settings.fps());
  }

  @Override
  public @Nullable Picture read() {
    while (spec.frames().isEmpty() || frame < spec.frames().getAsLong()) {
      double position = frame++ / spec.fps();
      crowd.walk(1 / spec.fps());
      if (selection.take(position)) {
        return draw(position);
      }
    }
    return null;
  }

  private Picture draw(double position) {
    Exposure exposure = Exposure.now();
    street.clear(canvas);
    crowd.figures().forEach(painter::draw);
    street.addNoise(canvas, random);
    EncodedPicture shaped = shaper.encode(canvas);
    return exposure.of(
        shaped.jpeg(),
        shaped.width(),
        shaped.height(),
        "",
        OptionalDouble.of(position),
        OptionalInt.of(crowd.heads()));
  }

  @Override
  public void close() {
    painter.close();
    canvas.close();
    street.close();
    shaper.close();
  }
}
