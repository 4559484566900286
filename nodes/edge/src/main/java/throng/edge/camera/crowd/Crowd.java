package throng.edge.camera.crowd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import throng.streams.frame.PixelSize;

/**
 * Figures that walk through the picture: between half and one and a half times as many as asked
 * for, up and down in a minute.
 */
final class Crowd {
  private static final double SWELL = 0.5;
  private static final double SWELL_SECONDS = 60;
  private static final Comparator<Figure> FAR_TO_NEAR = Comparator.comparingDouble(Figure::feet);

  private final int people;
  private final PixelSize picture;
  private final SplittableRandom random;
  private final List<Figure> figures = new ArrayList<>();
  private double time;

  Crowd(int people, PixelSize picture, SplittableRandom random) {
    this.people = people;
    this.picture = picture;
    this.random = random;
    for (int i = 0; i < people; i++) {
      figures.add(Figure.inside(picture, random));
    }
  }

  void walk(double seconds) {
    time += seconds;
    figures.forEach(figure -> figure.walk(seconds));
    figures.removeIf(figure -> figure.hasLeft(picture));
    long coming = figures.stream().filter(this::counts).count();
    for (long missing = target() - coming; missing > 0; missing--) {
      figures.add(Figure.entering(picture, random));
    }
    figures.sort(FAR_TO_NEAR);
  }

  /** The figures, from the far to the near. */
  List<Figure> figures() {
    return figures;
  }

  /** How many heads are in the picture, hidden ones too. */
  int heads() {
    return (int) figures.stream().filter(figure -> figure.isInside(picture)).count();
  }

  private boolean counts(Figure figure) {
    return figure.isInside(picture) || figure.isEntering(picture);
  }

  private long target() {
    return Math.round(people * (1 + SWELL * Math.sin(2 * Math.PI * time / SWELL_SECONDS)));
  }
}
