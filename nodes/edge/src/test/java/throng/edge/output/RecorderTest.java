package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import akka.util.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecorderTest {
  private static final RecordingPace OF_A_FILE = new RecordingPace(false, 30, 0.5);

  @TempDir Path folder;

  private final ByteString small = Outcomes.jpeg(320, 240);

  @ParameterizedTest
  @ValueSource(strings = {"out.mp4", "out.avi", "OUT.MP4"})
  void recordsEveryFrameOfAFileAtTheFilesRate(String name) throws IOException {
    Path file = folder.resolve(name);
    Recorder recorder = new Recorder(file, OF_A_FILE);

    for (int i = 0; i < 25; i++) {
      recorder.show(at(i / 10.0));
    }
    recorder.close();

    try (FFmpegFrameGrabber film = new FFmpegFrameGrabber(file.toFile())) {
      film.start();
      assertThat(film.getImageWidth()).isEqualTo(640);
      assertThat(film.getImageHeight()).isEqualTo(240);
      assertThat(film.getVideoFrameRate()).isCloseTo(10, within(0.1));
      assertThat(frames(film)).isEqualTo(25);
    }
  }

  @Test
  void keepsTheTimeAtWhichLivePicturesWereTaken() throws IOException {
    Path file = folder.resolve("live.mp4");
    Recorder recorder = new Recorder(file, new RecordingPace(true, 30, 0.5));

    recorder.show(at(0));
    recorder.show(at(0.1));
    recorder.show(at(2));
    recorder.close();

    try (FFmpegFrameGrabber film = new FFmpegFrameGrabber(file.toFile())) {
      film.start();
      long last = 0;
      for (Frame frame = film.grabImage(); frame != null; frame = film.grabImage()) {
        last = film.getTimestamp();
      }
      assertThat(last / 1e6).isCloseTo(2, within(0.05));
    }
  }

  @Test
  void bringsPicturesOfAnotherSizeToTheFirstOnes() throws IOException {
    Path file = folder.resolve("out.mp4");
    Recorder recorder = new Recorder(file, OF_A_FILE);

    recorder.show(at(0));
    recorder.show(
        Outcomes.counted(
            1, Outcomes.picture(Outcomes.jpeg(101, 33), 101, 33, "", 0.1), Outcomes.oneHot(0, 0)));
    recorder.close();

    try (FFmpegFrameGrabber film = new FFmpegFrameGrabber(file.toFile())) {
      film.start();
      assertThat(frames(film)).isEqualTo(2);
    }
  }

  @Test
  void recordsASinglePicture() throws IOException {
    Path file = folder.resolve("one.avi");
    Recorder recorder = new Recorder(file, OF_A_FILE);

    recorder.show(at(0));
    recorder.close();

    try (FFmpegFrameGrabber film = new FFmpegFrameGrabber(file.toFile())) {
      film.start();
      assertThat(frames(film)).isEqualTo(1);
    }
  }

  @Test
  void writesNoFileWithoutAPicture() throws IOException {
    Path file = folder.resolve("none.mp4");

    new Recorder(file, OF_A_FILE).close();

    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"full.mp4", "full.avi"})
  void saysThatTheDiskIsFull(String name) throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.isWritable(full), "this machine has no /dev/full");
    Recorder recorder =
        new Recorder(Files.createSymbolicLink(folder.resolve(name), full), OF_A_FILE);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 200; i++) {
                recorder.show(at(i / 10.0));
              }
              recorder.close();
            })
        .isInstanceOf(IOException.class);
  }

  private throng.streams.flow.Outcome at(double seconds) {
    return Outcomes.counted(
        0, Outcomes.picture(small, 320, 240, "", seconds), Outcomes.oneHot(2, 3));
  }

  private static int frames(FFmpegFrameGrabber film) throws IOException {
    int frames = 0;
    while (film.grabImage() != null) {
      frames++;
    }
    return frames;
  }
}
