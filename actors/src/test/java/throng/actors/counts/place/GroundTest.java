package throng.actors.counts.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static throng.actors.counts.place.PlaceSumsTest.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The camera of these tests hangs 4 m high, looks 25 degrees down, and sees 4 : 3. */
class GroundTest {
  private static final double HEIGHT = 4;
  private static final double DOWN = Math.toRadians(25);
  private static final double FOCAL = 1.1;
  private static final double ASPECT = 4.0 / 3;

  @Test
  void measuresWhatAZoneCoversWhereverTheFourPointsWereTaken() {
    Random random = new Random(5);
    List<GroundPoint> hexagon = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      hexagon.add(
          new GroundPoint(2 * Math.cos(i * Math.PI / 3), 9 + 2 * Math.sin(i * Math.PI / 3)));
    }
    Outline zone = new Outline(hexagon.stream().map(GroundTest::seen).toList());
    for (int i = 0; i < 50; i++) {
      Ground ground = seenGround(random.nextDouble() - 0.5, 6 + 4 * random.nextDouble());

      assertThat(ground.squareMetres(zone)).isCloseTo(6 * Math.sqrt(3), within(1e-6));
    }
  }

  @Test
  void measuresARectangleByItsSides() {
    List<PicturePoint> corners =
        List.of(
            seen(new GroundPoint(-1, 6)),
            seen(new GroundPoint(1, 6)),
            seen(new GroundPoint(1, 9)),
            seen(new GroundPoint(-1, 9)));

    Ground ground = Ground.rectangle(corners, 2, 3);

    assertThat(ground.squareMetres(new Outline(corners))).isCloseTo(6, within(1e-9));
  }

  @Test
  void measuresGroundSeenFromStraightAbove() {
    Ground ground =
        Ground.rectangle(
            List.of(
                new PicturePoint(0.25, 0.25),
                new PicturePoint(0.75, 0.25),
                new PicturePoint(0.75, 0.75),
                new PicturePoint(0.25, 0.75)),
            5,
            4);

    assertThat(ground.squareMetres(outline(0, 0, 1, 0, 1, 1, 0, 1))).isCloseTo(80, within(1e-9));
  }

  @Test
  void refusesAPointBeyondTheHorizon() {
    Ground low = lookingLessDown();

    assertThat(low.squareMetres(outline(0.3, 0.6, 0.7, 0.6, 0.5, 0.4))).isPositive();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> low.squareMetres(outline(0.3, 0.6, 0.7, 0.6, 0.5, 0.05)))
        .withMessageStartingWith("Point 3 of the zone lies at the horizon of the ground or beyond");
  }

  @Test
  void refusesPointsThatAreNoGround() {
    List<PicturePoint> crossed =
        List.of(
            new PicturePoint(0.2, 0.8),
            new PicturePoint(0.8, 0.3),
            new PicturePoint(0.8, 0.8),
            new PicturePoint(0.2, 0.3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ground.rectangle(crossed, 2, 2))
        .withMessageContaining("in the picture must go around one place");
    List<PicturePoint> inLine =
        List.of(
            new PicturePoint(0.2, 0.2),
            new PicturePoint(0.4, 0.4),
            new PicturePoint(0.6, 0.6),
            new PicturePoint(0.2, 0.3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ground.rectangle(inLine, 2, 2))
        .withMessageContaining("in the picture must go around one place");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ground.rectangle(List.of(), 2, 2))
        .withMessageContaining("these are 0 and 4");
  }

  @Test
  void namesADensityByItsBand() {
    DensityBands bands = new DensityBands(2, 3.5, 5);

    assertThat(bands.of(1.99)).isEqualTo(DensityBands.Band.FREE);
    assertThat(bands.of(2)).isEqualTo(DensityBands.Band.SLOWED);
    assertThat(bands.of(3.5)).isEqualTo(DensityBands.Band.CONTACT);
    assertThat(bands.of(5)).isEqualTo(DensityBands.Band.CRITICAL);
  }

  private static Ground seenGround(double x, double y) {
    List<GroundPoint> metres =
        List.of(
            new GroundPoint(x - 1, y - 1),
            new GroundPoint(x + 1.5, y - 1),
            new GroundPoint(x + 1, y + 2),
            new GroundPoint(x - 1, y + 1));
    return new Ground(metres.stream().map(GroundTest::seen).toList(), metres);
  }

  /** Its horizon is in the picture. */
  private static Ground lookingLessDown() {
    return Ground.rectangle(
        List.of(
            new PicturePoint(0.3, 0.9),
            new PicturePoint(0.7, 0.9),
            new PicturePoint(0.6, 0.55),
            new PicturePoint(0.4, 0.55)),
        3,
        6);
  }

  /** Where the camera, which is above 0, 0 and looks along y, sees a place on the ground. */
  private static PicturePoint seen(GroundPoint place) {
    double along = place.y() * Math.cos(DOWN) + HEIGHT * Math.sin(DOWN);
    double below = -place.y() * Math.sin(DOWN) + HEIGHT * Math.cos(DOWN);
    return new PicturePoint(0.5 + FOCAL * place.x() / along / ASPECT, 0.5 + FOCAL * below / along);
  }
}
