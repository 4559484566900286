package throng.edge.camera.crowd;

import java.util.SplittableRandom;
import throng.streams.frame.PixelSize;

/**
 * One walking figure of the synthetic crowd.
 *
 * <p>Its looks are drawn once; its place changes with each step. Lengths are in pixels, speeds in
 * heights of the figure a second.
 */
final class Figure {
  /** The horizon's row, as a fraction of the picture's height. */
  static final double HORIZON = 0.25;

  /** How high above the feet the head's point is that is counted, in heights. */
  static final double HEAD = 0.93;

  private static final double SLOPE = 0.50;
  private static final double FARTHEST = 0.40;
  private static final double NEAREST = 1.05;
  private static final double STEP_PAIR = 1.4;
  private static final double OUTSIDE = 0.2;

  private final double rows;
  private final double speed;
  private double approach;
  private double x;
  private double feet;
  private double phase;
  final FigureColours colours;

  private Figure(PixelSize picture, double speed, SplittableRandom random) {
    this.rows = picture.height();
    this.speed = speed;
    this.approach = random.nextDouble(-0.12, 0.12);
    this.feet = random.nextDouble(FARTHEST, NEAREST) * rows;
    this.phase = random.nextDouble(2 * Math.PI);
    this.colours = FigureColours.random(random);
  }

  /** A figure somewhere in the picture. */
  static Figure inside(PixelSize picture, SplittableRandom random) {
    Figure figure = new Figure(picture, randomSpeed(random), random);
    figure.x = random.nextDouble(picture.width());
    return figure;
  }

  /** A figure that is about to come in from the side. */
  static Figure entering(PixelSize picture, SplittableRandom random) {
    Figure figure = new Figure(picture, randomSpeed(random), random);
    double outside = OUTSIDE * figure.height();
    figure.x = figure.speed > 0 ? -outside : picture.width() + outside;
    return figure;
  }

  void walk(double seconds) {
    double way = Math.hypot(speed, approach) * seconds;
    x += speed * height() * seconds;
    feet += approach * height() * seconds;
    boolean beyond = approach < 0 ? feet < FARTHEST * rows : feet > NEAREST * rows;
    if (beyond) {
      approach = -approach;
    }
    phase += 2 * Math.PI * way / STEP_PAIR;
  }

  /** Whether the head's point lies in the picture, be it hidden by others or not. */
  boolean isInside(PixelSize picture) {
    return x >= 0 && x < picture.width() && headRow() >= 0 && headRow() < picture.height();
  }

  boolean isEntering(PixelSize picture) {
    return speed > 0 ? x < 0 : x >= picture.width();
  }

  boolean hasLeft(PixelSize picture) {
    double outside = OUTSIDE * height();
    return speed > 0 ? x > picture.width() + outside : x < -outside;
  }

  double x() {
    return x;
  }

  double feet() {
    return feet;
  }

  double height() {
    return SLOPE * (feet - HORIZON * rows);
  }

  double phase() {
    return phase;
  }

  private double headRow() {
    return feet - HEAD * height();
  }

  private static double randomSpeed(SplittableRandom random) {
    double speed = random.nextDouble(0.65, 0.95);
    return random.nextBoolean() ? speed : -speed;
  }
}
