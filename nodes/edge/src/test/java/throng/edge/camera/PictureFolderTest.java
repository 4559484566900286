package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import throng.streams.camera.Camera;
import throng.streams.camera.Picture;
import throng.streams.frame.JpegHeader;
import throng.streams.testing.OddJpegs;

class PictureFolderTest {
  @TempDir Path folder;

  @BeforeEach
  void writePictures() throws Exception {
    Files.write(folder.resolve("img2.jpg"), Footage.jpeg(64, 48, 2));
    Files.write(folder.resolve("img10.jpg"), Footage.jpeg(80, 60, 10));
  }

  @Test
  void jpegFilesArriveByteForByteInOrderWithTheirNames() throws Exception {
    List<Picture> pictures = read(Footage.asTheyCome());

    assertThat(pictures).extracting(Picture::name).containsExactly("img2.jpg", "img10.jpg");
    for (Picture picture : pictures) {
      assertThat(picture.jpeg().toArray())
          .isEqualTo(Files.readAllBytes(folder.resolve(picture.name())));
    }
    assertThat(pictures.get(1).width()).isEqualTo(80);
    assertThat(pictures.get(1).height()).isEqualTo(60);
    assertThat(Cameras.total(spec(), Footage.asTheyCome())).isEqualTo(OptionalLong.of(2));
  }

  @Test
  void otherFormatsAreEncodedAsJpeg() throws Exception {
    Files.write(folder.resolve("z.png"), Footage.encoded(".png", 40, 30, 1));

    Picture picture = read(Footage.asTheyCome()).get(2);

    assertThat(JpegHeader.of(picture.jpeg())).contains(new JpegHeader(40, 30, 3));
  }

  @Test
  void aJpegThatHidesALargerPictureHasItsPlaceAndIsNotDecoded() throws Exception {
    byte[] hidden = OddJpegs.hidden(OddJpegs.baseline(40, 30)).toArray();
    Files.write(folder.resolve("img3.jpg"), hidden);

    List<Picture> pictures = read(Footage.settings("jpeg.size = 32x32", false));

    assertThat(pictures.get(1).jpeg().toArray()).isEqualTo(NoPicture.bytes());
    assertThat(JpegHeader.of(pictures.get(2).jpeg())).contains(new JpegHeader(32, 32, 3));
  }

  @Test
  void aBrokenPictureHasItsPlaceAndTheNextFollows() throws Exception {
    byte[] half = Files.readAllBytes(folder.resolve("img2.jpg"));
    Files.write(folder.resolve("img3.jpg"), Arrays.copyOf(half, 100));
    Files.write(folder.resolve("img4.png"), new byte[] {1, 2, 3});
    Files.write(folder.resolve("img5.jpg"), new byte[0]);

    List<Picture> pictures = read(Footage.asTheyCome());

    assertThat(pictures)
        .extracting(Picture::name)
        .containsExactly("img2.jpg", "img3.jpg", "img4.png", "img5.jpg", "img10.jpg");
    assertThat(pictures.get(1).jpeg().size()).isEqualTo(100);
    assertThat(pictures.get(2).jpeg().toArray()).isEqualTo(NoPicture.bytes());
    assertThat(pictures).allMatch(picture -> picture.jpeg().nonEmpty() && picture.width() > 0);
  }

  @Test
  void aFileThatVanishesOrIsTooLargeKeepsItsPlace() throws Exception {
    CameraSpec spec = spec();
    Files.delete(folder.resolve("img2.jpg"));

    assertThat(Footage.readAll(spec, Footage.settings("camera.max-file-bytes = 100 B", false)))
        .hasSize(2)
        .allMatch(picture -> picture.jpeg().size() == 2);
  }

  @Test
  void aPictureOfTooManyPixelsIsNotDecodedHere() throws Exception {
    PictureSettings settings =
        Footage.settings("camera.max-file-pixels = 4000, jpeg.grey = true", false);

    List<Picture> pictures = read(settings);

    assertThat(pictures.get(0).jpeg().toArray())
        .isNotEqualTo(Files.readAllBytes(folder.resolve("img2.jpg")));
    assertThat(pictures.get(1).jpeg().toArray())
        .isEqualTo(Files.readAllBytes(folder.resolve("img10.jpg")));
  }

  @Test
  void theProbeSaysThatAFileIsNoPicture() throws Exception {
    Path text = Files.writeString(folder.resolve("img0.jpg"), "I am text");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    int code =
        CameraProbe.print(
            CameraSpec.parse(text.toString(), folder),
            Footage.asTheyCome(),
            new PrintStream(out, true, StandardCharsets.UTF_8));

    assertThat(code).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("it is no picture, whatever its name")
        .doesNotContain("passed through");
  }

  @Test
  void sizeAndGreyAreDoneHere() throws Exception {
    Picture picture = read(Footage.settings("jpeg { size = 32x20, grey = true }", false)).get(0);

    try (Mat mat = Footage.decode(picture.jpeg().toArray())) {
      assertThat(mat.cols()).isEqualTo(32);
      assertThat(mat.rows()).isEqualTo(20);
      assertThat(mat.channels()).isEqualTo(3);
      byte[] pixels = Footage.pixels(mat);
      for (int i = 0; i < pixels.length; i += 3) {
        assertThat(pixels[i]).isEqualTo(pixels[i + 1]).isEqualTo(pixels[i + 2]);
      }
    }
  }

  @Test
  void aLoopStartsAgainAtItsEnd() throws Exception {
    try (Camera camera =
        Cameras.opener(spec(), Footage.settings("jpeg.loop = true", false)).open()) {
      for (String name : List.of("img2.jpg", "img10.jpg", "img2.jpg", "img10.jpg", "img2.jpg")) {
        Picture picture = Footage.next(camera);
        assertThat(picture.name()).isEqualTo(name);
      }
    }
  }

  @Test
  void aFolderThatVanishesDoesNotFillTheLog() throws Exception {
    for (int i = 0; i < 100; i++) {
      Files.write(folder.resolve("gone" + i + ".jpg"), Footage.jpeg(64, 48, 2));
    }
    CameraSpec spec = spec();
    for (int i = 0; i < 100; i++) {
      Files.delete(folder.resolve("gone" + i + ".jpg"));
    }
    Logger logger = (Logger) LoggerFactory.getLogger(PictureFolder.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);

    try {
      assertThat(Footage.readAll(spec, Footage.asTheyCome())).hasSize(102);
    } finally {
      logger.detachAppender(lines);
    }

    assertThat(lines.list).hasSizeLessThan(5);
  }

  private CameraSpec spec() {
    return CameraSpec.parse(folder.toString(), folder);
  }

  private List<Picture> read(PictureSettings settings) throws Exception {
    return Footage.readAll(spec(), settings);
  }
}
