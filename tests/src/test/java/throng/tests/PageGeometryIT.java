package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.place.Ground;
import throng.actors.counts.place.Outline;
import throng.actors.counts.place.PicturePoint;

/** What the page and the node both know of outlines and ground: they must agree. */
class PageGeometryIT {
  private static final double[][] FLOOR = {{0.3, 0.9}, {0.7, 0.9}, {0.6, 0.5}, {0.4, 0.5}};

  @TempDir static Path folder;
  private static Station station;

  @BeforeAll
  static void begin() throws Exception {
    station = new Station(folder);
  }

  @AfterAll
  static void end() {
    if (station != null) {
      station.close();
    }
  }

  @Test
  void thePageRefusesTheOutlinesThatTheNodeRefuses() {
    Page page = station.browser.page("/");
    Random random = new Random(11);
    List<List<List<Double>>> outlines = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      // Few places, so that points and lines often touch.
      outlines.add(
          Stream.generate(() -> List.of(random.nextInt(6) / 5.0, random.nextInt(6) / 5.0))
              .limit(random.nextInt(2, 8))
              .toList());
    }

    Object refused =
        page.evaluate(
            """
            async (outlines) => {
              const app = document.querySelector('script[type=module]').src;
              const { refusal } = await import(app.replace('app.js', 'outline.js'));
              return outlines.map((points) => refusal(points, true) !== null);
            }
            """,
            outlines);

    assertThat(refused).isEqualTo(outlines.stream().map(it -> !isOutline(it)).toList());
    page.close();
  }

  @Test
  void thePageAndTheNodeMeasureTheSameGround() {
    Page page = station.browser.page("/");
    Random random = new Random(12);
    List<List<List<Double>>> corners = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      corners.add(
          Stream.generate(() -> List.of(random.nextDouble(), random.nextDouble()))
              .limit(4)
              .toList());
    }

    Object areas =
        page.evaluate(
            """
            async ([corners, zone]) => {
              const app = document.querySelector('script[type=module]').src;
              const { GroundMap, rectangle } = await import(app.replace('app.js', 'ground-map.js'));
              return corners.map((it) => GroundMap.of(it, rectangle(3, 5))?.squareMetres(zone) ?? -1);
            }
            """,
            List.of(corners, points(FLOOR)));

    Outline zone = new Outline(pictures(points(FLOOR)));
    List<Double> expected = corners.stream().map(it -> squareMetres(pictures(it), zone)).toList();
    assertThat(expected.stream().filter(it -> it >= 0)).hasSizeGreaterThan(100);
    List<?> measured = (List<?>) areas;
    for (int i = 0; i < expected.size(); i++) {
      double area = ((Number) measured.get(i)).doubleValue();
      assertThat(area).isCloseTo(expected.get(i), withinPercentage(1e-4));
    }
    page.close();
  }

  /** Whatever a head's size: the colour is for how many are together. */
  @Test
  void onePersonAloneIsOfTheScalesFirstQuarterAndACrowdIsNot() {
    Object shares =
        station.page.evaluate(
            """
            async () => {
              const app = document.querySelector('script[type=module]').src;
              const { drawHeat, inferno } = await import(app.replace('app.js', 'heat.js'));
              const [rows, columns] = [60, 80];
              const person = Math.round(Math.sqrt(rows * columns / 100) * 32);
              const hottest = (cells, reach) => {
                const heat = new Uint8Array(rows * columns);
                cells.forEach(([row, column]) => (heat[row * columns + column] = person));
                const canvas = document.createElement('canvas');
                drawHeat(canvas, heat, rows, columns, new Float32Array(rows).fill(reach));
                const { data } = canvas.getContext('2d').getImageData(0, 0, columns, rows);
                let most = 0;
                for (let i = 0; i < data.length; i += 4) {
                  if (data[i + 3] > 100) {
                    most = Math.max(most, data[i]);
                  }
                }
                return most;
              };
              const alone = [0.7, 1.28, 3, 8].map((reach) => hottest([[30, 40]], reach));
              const crowd = [...Array(36)].map((_, i) => [27 + (i % 6), 37 + Math.floor(i / 6)]);
              return [
                alone.every((red) => red > 0 && red <= inferno(0.25)[0] + 6),
                [0.7, 1.28, 3, 8].every((reach) => hottest(crowd, reach) > inferno(0.7)[0]),
              ];
            }
            """);
    assertThat(shares).isEqualTo(List.of(true, true));
  }

  /** Less than 0: it is refused. */
  private static double squareMetres(List<PicturePoint> corners, Outline zone) {
    try {
      return Ground.rectangle(corners, 3, 5).squareMetres(zone);
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  private static List<List<Double>> points(double[][] points) {
    return Stream.of(points).map(it -> List.of(it[0], it[1])).toList();
  }

  private static List<PicturePoint> pictures(List<List<Double>> points) {
    return points.stream().map(it -> new PicturePoint(it.get(0), it.get(1))).toList();
  }

  private static boolean isOutline(List<List<Double>> points) {
    try {
      var unused = new Outline(pictures(points));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
