package throng.edge.camera;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import throng.edge.camera.crowd.CrowdScene;
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
  private final CrowdScene scene;
  private final JpegShaper shaper;
  private final FrameSelection selection;
  private long frame;

  SyntheticCrowd(CameraSpec.Crowd spec, PictureSettings settings) {
    this.spec = spec;
    this.shaper = new JpegShaper(settings);
    this.scene = new CrowdScene(spec.people(), spec.size(), spec.seed());
    this.selection = new FrameSelection(settings.fps());
  }

  @Override
  public @Nullable Picture read() {
    while (spec.frames().isEmpty() || frame < spec.frames().getAsLong()) {
      double position = frame++ / spec.fps();
      scene.walk(1 / spec.fps());
      if (selection.take(position)) {
        return draw(position);
      }
    }
    return null;
  }

  private Picture draw(double position) {
    Exposure exposure = Exposure.now();
    EncodedPicture shaped = shaper.encode(scene.draw());
    return exposure.of(
        shaped.jpeg(),
        shaped.width(),
        shaped.height(),
        "",
        OptionalDouble.of(position),
        OptionalInt.of(scene.heads()));
  }

  @Override
  public void close() {
    scene.close();
    shaper.close();
  }
}
