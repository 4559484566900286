package throng.edge.output.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileLayoutTest {
  private static final Dimension WIDE = new Dimension(1280, 720);
  private static final Dimension TALL = new Dimension(720, 1280);
  private static final int BAR = 30;

  @Test
  void oneTileHasTheWholeWindow() {
    assertThat(TileLayout.of(List.of(WIDE), 800, 600, BAR))
        .containsExactly(new Rectangle(0, 0, 800, 600));
  }

  @Test
  void standsTallPicturesBesideAndWideOnesBelowEachOther() {
    List<Rectangle> tall = TileLayout.of(List.of(TALL, TALL), 1000, 800, BAR);
    List<Rectangle> wide = TileLayout.of(List.of(WIDE, WIDE), 800, 1000, BAR);

    assertThat(tall.get(0).y).isEqualTo(tall.get(1).y);
    assertThat(wide.get(0).x).isEqualTo(wide.get(1).x);
  }

  @ParameterizedTest
  @CsvSource({"1,320,200", "3,1280,800", "5,1024,700", "16,1900,1000", "30,800,480", "4,100,60"})
  void tilesStayInTheWindowAndDoNotOverlap(int tiles, int width, int height) {
    List<Rectangle> places = TileLayout.of(Collections.nCopies(tiles, WIDE), width, height, BAR);

    assertThat(places).hasSize(tiles);
    Rectangle window = new Rectangle(0, 0, width, height);
    for (int i = 0; i < tiles; i++) {
      assertThat(window.contains(places.get(i))).as("%s", places.get(i)).isTrue();
      for (int j = 0; j < i; j++) {
        assertThat(places.get(i).intersects(places.get(j))).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1280,800", "1600,900", "900,1000"})
  void tallPicturesBesideWideOnesFillTheirTilesAsThese(int width, int height) {
    List<Dimension> shapes = List.of(TALL, WIDE, WIDE, TALL, WIDE);

    List<Rectangle> places = TileLayout.of(shapes, width, height, BAR);

    for (int i = 0; i < shapes.size(); i++) {
      assertThat(filled(shapes.get(i), places.get(i))).as("tile %d", i).isGreaterThan(0.7);
    }
  }

  @Test
  void picturesOfOneShapeHaveOneSizeAlsoWhereARowIsNotFull() {
    List<Rectangle> places = TileLayout.of(Collections.nCopies(5, WIDE), 1200, 630, BAR);

    assertThat(places)
        .extracting(place -> TileLayout.fitting(WIDE, place.width, place.height - BAR).width)
        .allSatisfy(size -> assertThat(size).isCloseTo(398, within(3)));
  }

  /** How much of a tile below its bar is picture. */
  private static double filled(Dimension shape, Rectangle place) {
    Dimension picture = TileLayout.fitting(shape, place.width, place.height - BAR);
    return (double) picture.width * picture.height / (place.width * (place.height - BAR));
  }

  @Test
  void fitsAPictureUndistorted() {
    assertThat(TileLayout.fitting(WIDE, 640, 640)).isEqualTo(new Dimension(640, 360));
    assertThat(TileLayout.fitting(TALL, 640, 640)).isEqualTo(new Dimension(360, 640));
    assertThat(TileLayout.fitting(WIDE, 640, -5)).isEqualTo(new Dimension(0, 0));
  }
}
