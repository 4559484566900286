package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.camera.Picture;
import throng.streams.frame.JpegHeader;

class VideoContentTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eachFrameHasItsOwnSizeWhereThatChanges(boolean live) throws Exception {
    List<Picture> pictures = read("video/change.ts", "", live);

    assertThat(pictures).hasSize(30);
    for (int i = 0; i < 30; i++) {
      Picture picture = pictures.get(i);
      int width = i < 10 ? 640 : i < 20 ? 960 : 320;
      assertThat(JpegHeader.of(picture.jpeg())).contains(new JpegHeader(width, width * 3 / 4, 3));
      assertThat(picture.width()).isEqualTo(width);
      // The same ten scenes in each size.
      assertThat(
              Footage.difference(picture.jpeg().toArray(), pictures.get(i % 10).jpeg().toArray()))
          .isLessThan(6);
    }
  }

  @Test
  void placesGoOnWhereTheClockIsSetBack() throws Exception {
    List<Picture> pictures = read("video/change.ts", "", false);

    for (int i = 0; i < 30; i++) {
      assertThat(pictures.get(i).positionSeconds().orElseThrow()).isCloseTo(i / 10.0, within(0.01));
    }
  }

  @Test
  void picturesWithoutTimeStampsStandWhereTheirNumberSays() throws Exception {
    assertThat(read("video/raw.h264", "jpeg.fps = 5", false)).hasSize(10);

    List<Picture> all = read("video/raw.h264", "", false);
    assertThat(all).hasSize(50);
    for (int i = 0; i < 50; i++) {
      assertThat(all.get(i).positionSeconds().orElseThrow()).isCloseTo(i / 25.0, within(1e-6));
    }
  }

  @Test
  void aFilmOfLongPixelsIsSentWithSquareOnes() throws Exception {
    for (boolean mjpeg : new boolean[] {true, false}) {
      Path film = Footage.video(folder.resolve(mjpeg + ".avi"), mjpeg, 3, 2);

      for (Picture picture : Footage.readAll(Footage.source(film), Footage.asTheyCome())) {
        assertThat(JpegHeader.of(picture.jpeg())).contains(new JpegHeader(320, 120, 3));
      }
    }
  }

  @Test
  void anInterlacedFilmIsRead() throws Exception {
    List<Picture> pictures = read("video/interlaced.mpg", "", false);

    assertThat(pictures).hasSize(5);
    for (Picture picture : pictures) {
      assertThat(JpegHeader.of(picture.jpeg())).contains(new JpegHeader(176, 144, 3));
    }
  }

  @Test
  void aSongsCoverIsNoFilm() throws Exception {
    CameraSpec song = Footage.source(Footage.kept("video/cover.mp3"));

    assertThatThrownBy(() -> Footage.readAll(song, Footage.asTheyCome()))
        .hasMessageContaining("holds sound or text, but no video");
  }

  private static List<Picture> read(String kept, String settings, boolean live) throws Exception {
    return Footage.readAll(Footage.source(Footage.kept(kept)), Footage.settings(settings, live));
  }
}
