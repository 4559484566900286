package throng.actors.counts.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.actors.counts.place.Zone.Kind;
import throng.streams.frame.DensityMap;

class PlaceSumsTest {
  private static final double EXACT = 1e-9;

  @ParameterizedTest
  @CsvSource({"3, 60, 80, 1", "64, 60, 80, 2", "17, 7, 5, 3", "40, 1, 1, 4", "5, 90, 3, 5"})
  void countsAsAnExactClipOfEachCellDoes(int points, int rows, int columns, int seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      Outline outline = star(points, random);
      float[] values = values(rows * columns, random);

      double people = inZone(zone(outline), map(rows, columns, values));

      double expected = 0;
      for (int cell = 0; cell < values.length; cell++) {
        expected += values[cell] * CellClip.share(outline, cell, rows, columns);
      }
      assertThat(people).isCloseTo(expected, within(EXACT * rows * columns));
    }
  }

  @Test
  void givesAZoneItsAreaOfAnEvenMap() {
    Random random = new Random(9);
    float[] even = new float[60 * 80];
    Arrays.fill(even, 1f);
    for (int round = 0; round < 50; round++) {
      Outline outline = star(12, random);

      double people = inZone(zone(outline), map(60, 80, even));

      assertThat(people / even.length).isCloseTo(outline.area(), within(EXACT));
    }
  }

  @Test
  void givesTheWholePictureEverybody() {
    Outline whole = outline(0, 0, 1, 0, 1, 1, 0, 1);
    float[] values = values(60 * 80, new Random(1));
    DensityMap map = map(60, 80, values);

    assertThat(inZone(zone(whole), map)).isCloseTo(map.count(), within(1e-9));
  }

  @Test
  void takesAMaskOutOfTheCameraAndOfItsZonesOnceWhereMasksOverlap() {
    PlaceSums sums =
        new PlaceSums(
            List.of(
                new Zone("left", Kind.COUNTED, outline(0, 0, 0.5, 0, 0.5, 1, 0, 1)),
                new Zone("tree", Kind.MASK, outline(0.25, 0, 0.75, 0, 0.75, 0.5, 0.25, 0.5)),
                new Zone("bush", Kind.MASK, outline(0.25, 0, 0.55, 0, 0.55, 0.5, 0.25, 0.5))));
    float[] even = new float[30 * 30];
    Arrays.fill(even, 1f);

    PlaceSums.People people = sums.people(map(30, 30, even));

    assertThat(people.picture()).isCloseTo(900 * 0.75, within(1e-9));
    assertThat(people.zones()).containsOnlyKeys("left");
    assertThat(people.zones().getOrDefault("left", Double.NaN))
        .isCloseTo(900 * (0.5 - 0.125), within(1e-9));
  }

  @Test
  void addsUpToTheWholeWhateverMasksAreCutOut() {
    Random random = new Random(11);
    float[] values = values(40 * 50, random);
    DensityMap map = map(40, 50, values);
    for (int round = 0; round < 20; round++) {
      Outline zone = star(20, random);
      Outline mask = star(9, random);

      double inside = people(zone, List.of(mask), map);
      double masked = people(mask, List.of(), map);
      double both = people(mask, List.of(zone), map);

      assertThat(inside + masked - both).isCloseTo(people(zone, List.of(), map), within(1e-6));
    }
  }

  @Test
  void cutsAMaskOutAsAnExactClipDoes() {
    Random random = new Random(13);
    for (int round = 0; round < 30; round++) {
      Outline zone = star(20, random);
      Outline mask = triangle(random);
      float[] values = values(24 * 32, random);

      double people = people(zone, List.of(mask), map(24, 32, values));

      double expected = 0;
      for (int cell = 0; cell < values.length; cell++) {
        expected +=
            values[cell]
                * (CellClip.share(zone, cell, 24, 32) - CellClip.share(zone, mask, cell, 24, 32));
      }
      assertThat(people).isCloseTo(expected, within(EXACT * values.length));
    }
  }

  @Test
  void findsSharesAnewWhereTheMapsSizeChanges() {
    PlaceSums sums = zone(outline(0, 0, 0.5, 0, 0.5, 0.5, 0, 0.5));
    for (int size = 1; size < 12; size++) {
      float[] even = new float[size * size];
      Arrays.fill(even, 4f / (size * size));
      assertThat(inZone(sums, map(size, size, even))).isCloseTo(1, within(1e-6));
      assertThat(inZone(sums, map(size, size, even))).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void neverCountsLessThanNobody() {
    float[] values = {-0.5f, 1, 1, 1};
    PlaceSums sums = zone(outline(0, 0, 0.5, 0, 0.5, 0.5, 0, 0.5));

    assertThat(inZone(sums, map(2, 2, values))).isZero();
  }

  private static double people(Outline outline, List<Outline> masks, DensityMap map) {
    return CellShares.of(map.rows(), map.columns(), outline, masks).people(map.values());
  }

  private static double inZone(PlaceSums sums, DensityMap map) {
    return sums.people(map).zones().getOrDefault("zone", Double.NaN);
  }

  private static PlaceSums zone(Outline outline) {
    return new PlaceSums(List.of(new Zone("zone", Kind.COUNTED, outline)));
  }

  static Outline outline(double... xy) {
    List<PicturePoint> points = new ArrayList<>();
    for (int i = 0; i < xy.length; i += 2) {
      points.add(new PicturePoint(xy[i], xy[i + 1]));
    }
    return new Outline(points);
  }

  /** Its corners go around the way that its area is positive. */
  private static Outline triangle(Random random) {
    double turn = random.nextDouble();
    List<PicturePoint> corners = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      double angle = 2 * Math.PI * (i + turn) / 3;
      corners.add(new PicturePoint(0.5 + 0.4 * Math.cos(angle), 0.45 + 0.4 * Math.sin(angle)));
    }
    return new Outline(corners);
  }

  /** A polygon around the middle whose corners are near and far: it has notches in any cell. */
  private static Outline star(int points, Random random) {
    List<PicturePoint> corners = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      double angle = 2 * Math.PI * (i + 0.8 * random.nextDouble()) / points;
      double radius = 0.05 + 0.45 * random.nextDouble();
      corners.add(new PicturePoint(0.5 + radius * Math.cos(angle), 0.5 + radius * Math.sin(angle)));
    }
    return new Outline(corners);
  }

  private static float[] values(int cells, Random random) {
    float[] values = new float[cells];
    for (int i = 0; i < cells; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  private static DensityMap map(int rows, int columns, float[] values) {
    double count = 0;
    for (float value : values) {
      count += value;
    }
    return new DensityMap(0, 0, rows, columns, count, values, new DensityMap.Timing(0, 0, 0, 1));
  }
}
