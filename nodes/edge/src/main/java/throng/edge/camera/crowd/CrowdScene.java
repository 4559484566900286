package throng.edge.camera.crowd;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.util.SplittableRandom;
import org.bytedeco.opencv.opencv_core.Mat;
import throng.streams.frame.PixelSize;

/**
 * A street with a crowd whose number is known, drawn picture by picture. The same seed gives the
 * same pictures.
 *
 * <p>Used by one thread.
 */
public final class CrowdScene implements AutoCloseable {
  private final SplittableRandom random;
  private final Crowd crowd;
  private final Street street;
  private final Mat canvas;
  private final FigurePainter painter;

  /**
   * @param people how many people are in the picture on average
   * @param seed what makes this crowd another than that of a second seed
   */
  public CrowdScene(int people, PixelSize size, long seed) {
    this.random = new SplittableRandom(seed);
    this.crowd = new Crowd(people, size, random.split());
    this.street = new Street(size, random.split());
    this.canvas = new Mat(size.height(), size.width(), CV_8UC3);
    this.painter = new FigurePainter(canvas);
  }

  /** Lets everybody walk on. */
  public void walk(double seconds) {
    crowd.walk(seconds);
  }

  /** How many heads are in the picture, hidden ones too. */
  public int heads() {
    return crowd.heads();
  }

  /** The picture of this moment, in 8-bit BGR; drawn over by the next call. */
  public Mat draw() {
    street.clear(canvas);
    crowd.figures().forEach(painter::draw);
    street.addNoise(canvas, random);
    return canvas;
  }

  @Override
  public void close() {
    painter.close();
    canvas.close();
    street.close();
  }
}
