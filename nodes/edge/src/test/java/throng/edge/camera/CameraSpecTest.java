package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.frame.CameraId;
import throng.streams.frame.PixelSize;
import throng.streams.settings.SettingsException;

class CameraSpecTest {
  @TempDir Path folder;

  @Test
  void aNumberIsADevice() {
    assertThat(parse("0")).isInstanceOf(CameraSpec.Device.class);
    assertThat(parse("0").isLive()).isTrue();
    assertThat(parse("/dev/video2").name()).isEqualTo("video2");
  }

  @Test
  void anAddressIsAStreamNamedByItsHost() {
    CameraSpec spec = parse("rtsp://admin:secret@10.0.0.7:554/live?token=abc");

    assertThat(spec.isLive()).isTrue();
    assertThat(spec.name()).isEqualTo("10.0.0.7");
    assertThat(spec.toString() + spec.redacted() + spec.name())
        .doesNotContain("secret")
        .doesNotContain("abc");
  }

  @Test
  void aFolderGivesItsPicturesInNaturalOrder() throws Exception {
    for (String name : new String[] {"img10.jpg", "img2.JPG", "img1.png", "notes.txt", ".x.jpg"}) {
      Files.createFile(folder.resolve(name));
    }

    var pictures = (CameraSpec.Pictures) parse(".");

    assertThat(pictures.files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("img1.png", "img2.JPG", "img10.jpg");
    assertThat(pictures.isLive()).isFalse();
  }

  @Test
  void aGlobGivesThePicturesThatItMatches() throws Exception {
    Files.createDirectories(folder.resolve("a/b"));
    for (String name : new String[] {"a/b/1.jpg", "a/2.jpg", "a/10.jpg", "a/2.png"}) {
      Files.createFile(folder.resolve(name));
    }

    assertThat(files("a/*.jpg")).containsExactly("a/2.jpg", "a/10.jpg");
    assertThat(files("a/{2,10}.*")).containsExactly("a/2.jpg", "a/2.png", "a/10.jpg");
    assertThat(files("a/**.jpg")).contains("a/b/1.jpg", "a/2.jpg");
    assertThat(parse("a/*.jpg").name()).isEqualTo("a");
  }

  @Test
  void aFileWithBracketsInItsNameIsThatFile() throws Exception {
    Files.createFile(folder.resolve("hall[1].avi"));

    assertThat(parse("hall[1].avi")).isInstanceOf(CameraSpec.VideoFile.class);
    assertThat(CameraId.isName(parse("hall[1].avi").name())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "missing.mp4",
        "no/such/folder",
        "*.jpg",
        "gopher://host/x",
        "rtsp:///path",
        "test:men=4",
        "test:people=-1",
        "test:people=many",
        "test:size=3x3",
        "test:fps=0",
        "test:frames=0",
        ""
      })
  void whatIsNotThereOrNotKnownIsRefusedInASentence(String source) {
    assertThatThrownBy(() -> parse(source))
        .isInstanceOf(SettingsException.class)
        .message()
        .endsWith(".");
  }

  @Test
  void anEmptyFolderIsRefused() throws Exception {
    Files.createDirectory(folder.resolve("empty"));

    assertThatThrownBy(() -> parse("empty"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("holds no picture");
  }

  @Test
  void theTestCameraReadsItsParts() {
    assertThat(parse("test:people=3,size=320x240,fps=12.5,seed=-9,frames=10"))
        .isEqualTo(new CameraSpec.Crowd(3, new PixelSize(320, 240), 12.5, -9, OptionalLong.of(10)));
    assertThat(parse("test:fps=3").redacted()).contains(",fps=3,");
    assertThat(parse("test:fps=12.5").redacted()).contains(",fps=12.5,");
    assertThat(parse("test").isLive()).isTrue();
    assertThat(parse("test:frames=10").isLive()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, video0",
    "http://cam.example:8080/video, cam.example",
    "rtsp://[fe80::1]:554/x, fe80-1",
    "test, test"
  })
  void namesAreFitForACamera(String source, String name) {
    assertThat(parse(source).name()).isEqualTo(name);
    assertThat(CameraId.isName(parse(source).name())).isTrue();
  }

  private CameraSpec parse(String source) {
    return CameraSpec.parse(source, folder);
  }

  private List<String> files(String glob) {
    return ((CameraSpec.Pictures) parse(glob))
        .files().stream().map(file -> folder.relativize(file).toString()).toList();
  }
}
