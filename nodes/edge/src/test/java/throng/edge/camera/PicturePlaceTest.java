package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PicturePlaceTest {
  private static final OptionalDouble NOWHERE = OptionalDouble.empty();

  private static PicturePlace place(String settings) {
    return new PicturePlace(
        new CameraSpec.Device("/dev/video0"), Footage.settings(settings, true), 30);
  }

  @Test
  void aDamagedPictureInAFilmWithAGapMovesNoLaterOne() {
    PicturePlace film =
        new PicturePlace(
            new CameraSpec.VideoFile(Path.of("film.mp4")), Footage.settings("", false), 25);

    assertThat(film.of(0)).hasValue(0);
    assertThat(film.of(300)).hasValue(300);
    assertThat(film.of(Double.NaN).orElseThrow()).isEqualTo(300.04, Offset.offset(1e-9));
    assertThat(film.of(300.08)).hasValue(300.08);
    assertThat(film.of(Double.NaN).orElseThrow()).isEqualTo(300.12, Offset.offset(1e-9));
    assertThat(film.of(Double.NaN).orElseThrow()).isEqualTo(300.16, Offset.offset(1e-9));
    // Pictures came closer to one another than at the film's rate.
    assertThat(film.of(300.14).orElseThrow()).isEqualTo(300.16, Offset.offset(1e-9));
    assertThat(film.of(300.2)).hasValue(300.2);
    // Another film follows.
    assertThat(film.of(0).orElseThrow()).isEqualTo(300.24, Offset.offset(1e-9));
    assertThat(film.of(0.04).orElseThrow()).isEqualTo(300.28, Offset.offset(1e-9));
  }

  private static List<Exposure> every(int millis, int pictures) {
    long start = System.nanoTime();
    return IntStream.range(0, pictures)
        .mapToObj(i -> new Exposure(start + TimeUnit.MILLISECONDS.toNanos(i * (long) millis), 0))
        .toList();
  }

  @Test
  void whatCameAtOnceGivesOnePictureAndTheOthersAreDropped() {
    PicturePlace place = place("");

    assertThat(place.isTaken(NOWHERE, every(33, 32))).isTrue();

    assertThat(place.tooFast()).isEqualTo(31);
    assertThat(place.tooFast()).isZero();
  }

  @Test
  void whatTheRateLeavesOutIsNotDropped() {
    PicturePlace place = place("jpeg.fps = 1");

    assertThat(place.isTaken(NOWHERE, every(100, 32))).isTrue();

    assertThat(place.tooFast()).isBetween(2L, 3L);
  }
}
