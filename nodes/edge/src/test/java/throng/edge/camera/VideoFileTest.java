package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.camera.Camera;
import throng.streams.camera.Picture;
import throng.streams.frame.JpegHeader;
import throng.streams.settings.SettingsException;

class VideoFileTest {
  @TempDir Path folder;

  @Test
  void mjpegArrivesByteForByte() throws Exception {
    Path avi = Footage.video(folder.resolve("m.avi"), true, 12);

    List<Picture> pictures = Footage.readAll(spec(avi), Footage.asTheyCome());

    List<byte[]> chunks = Footage.chunks(avi);
    assertThat(chunks).hasSize(12);
    assertThat(pictures).hasSameSizeAs(chunks);
    for (int i = 0; i < pictures.size(); i++) {
      assertThat(pictures.get(i).jpeg().toArray()).isEqualTo(chunks.get(i));
      assertThat(pictures.get(i).positionSeconds().orElseThrow()).isCloseTo(i / 25.0, within(1e-6));
    }
  }

  @Test
  void mjpegOfAnotherSizeIsEncodedAgain() throws Exception {
    Path avi = Footage.video(folder.resolve("m.avi"), true, 3);

    assertThat(Footage.readAll(spec(avi), Footage.settings("jpeg.size = 80x64", false)))
        .hasSize(3)
        .allMatch(picture -> header(picture).equals(new JpegHeader(80, 64, 3)));
  }

  @Test
  void mjpegThatHasTheWantedSizeIsPassedOn() throws Exception {
    Path avi = Footage.video(folder.resolve("m.avi"), true, 2);

    List<Picture> pictures =
        Footage.readAll(spec(avi), Footage.settings("jpeg.size = 160x120", false));

    assertThat(pictures.get(1).jpeg().toArray()).isEqualTo(Footage.chunks(avi).get(1));
  }

  @Test
  void anEncodedVideoGivesEveryFrameAtItsPlace() throws Exception {
    Path avi = Footage.video(folder.resolve("v.avi"), false, 30);

    List<Picture> pictures = Footage.readAll(spec(avi), Footage.asTheyCome());

    assertThat(pictures).hasSize(30);
    for (int i = 0; i < 30; i++) {
      assertThat(pictures.get(i).positionSeconds().orElseThrow()).isCloseTo(i / 25.0, within(1e-3));
      assertThat(header(pictures.get(i))).isEqualTo(new JpegHeader(160, 120, 3));
    }
    assertThat(Cameras.total(spec(avi), Footage.asTheyCome())).isEqualTo(OptionalLong.of(30));
  }

  @Test
  void aVideoIsDecodedOnAThreadOfItsOwnThatEndsWithTheCamera() throws Exception {
    Path avi = Footage.video(folder.resolve("v.avi"), false, 30);

    try (Camera camera = Cameras.opener(spec(avi), Footage.asTheyCome()).open()) {
      Footage.next(camera);
      assertThat(decodingThreads()).hasSize(1);
    }
    assertThat(decodingThreads()).isEmpty();
  }

  @Test
  void sizeAndGreyAreDoneWhileDecoding() throws Exception {
    Path avi = Footage.video(folder.resolve("v.avi"), false, 3);
    PictureSettings settings = Footage.settings("jpeg { size = 50x40, grey = true }", false);

    for (Picture picture : Footage.readAll(spec(avi), settings)) {
      assertThat(header(picture)).isEqualTo(new JpegHeader(50, 40, 3));
      try (var mat = Footage.decode(picture.jpeg().toArray())) {
        byte[] pixels = Footage.pixels(mat);
        assertThat(pixels[0]).isEqualTo(pixels[1]).isEqualTo(pixels[2]);
      }
    }
  }

  @Test
  void aLimitedRateTakesFramesByTheirPlace() throws Exception {
    Path avi = Footage.video(folder.resolve("v.avi"), false, 50);
    PictureSettings settings = Footage.settings("jpeg.fps = 10", false);

    assertThat(Footage.readAll(spec(avi), settings)).hasSize(20);
    assertThat(Cameras.total(spec(avi), settings)).isEqualTo(OptionalLong.of(20));
  }

  @Test
  void aTruncatedVideoEndsWhereItWasCutOff() throws Exception {
    for (boolean mjpeg : new boolean[] {true, false}) {
      Path whole = Footage.video(folder.resolve(mjpeg + ".avi"), mjpeg, 40);
      byte[] bytes = Files.readAllBytes(whole);
      Path cut = Files.write(folder.resolve("cut.avi"), Arrays.copyOf(bytes, bytes.length / 2));

      assertThat(Footage.readAll(spec(cut), Footage.asTheyCome())).hasSizeBetween(5, 39);
    }
  }

  @Test
  void aFileThatIsNoVideoIsRefusedInASentence() throws Exception {
    Path text = Files.writeString(folder.resolve("x.mp4"), "this is no video at all");

    assertThatThrownBy(() -> Cameras.total(spec(text), Footage.asTheyCome()))
        .isInstanceOf(SettingsException.class)
        .hasMessageMatching("[ -~]*cannot be read as a video[ -~]*\\.");
  }

  @Test
  void aColonInTheNameIsNoProtocol() throws Exception {
    Path avi = Footage.video(folder.resolve("http:x.avi"), true, 2);

    assertThat(Footage.readAll(new CameraSpec.VideoFile(avi), Footage.asTheyCome())).hasSize(2);
  }

  @Test
  void theProbeTellsWhatAFileHolds() throws Exception {
    Path avi = Footage.video(folder.resolve("m.avi"), true, 12);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    int code =
        CameraProbe.print(
            spec(avi), Footage.asTheyCome(), new PrintStream(out, true, StandardCharsets.UTF_8));

    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("mjpeg", "160 x 120", "25.0 frames a second", "12", "passed through");
  }

  @Test
  void theRealVideoGivesAllItsFrames() throws Exception {
    Path video = Path.of("../../../shared/data/video/vtest.avi");
    if (!Files.exists(video)) {
      Assumptions.abort("shared/data/video/vtest.avi is not here; skipped.");
    }

    List<Picture> pictures = Footage.readAll(spec(video), Footage.asTheyCome());

    assertThat(pictures).hasSize(795);
    for (int i = 0; i < 795; i++) {
      assertThat(pictures.get(i).positionSeconds().orElseThrow()).isCloseTo(i / 10.0, within(1e-3));
    }
  }

  private static List<Thread> decodingThreads() {
    String name = Thread.currentThread().getName() + "-decode";
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .toList();
  }

  private static JpegHeader header(Picture picture) {
    return JpegHeader.of(picture.jpeg()).orElseThrow();
  }

  private static CameraSpec spec(Path file) {
    return CameraSpec.parse(file.toString(), Path.of(""));
  }
}
