package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import akka.util.ByteString;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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

  private final SetClock clock = new SetClock();
  private final FilesOfTests files = new FilesOfTests(clock);
  private final ByteString small = Outcomes.jpeg(320, 240);

  @ParameterizedTest
  @ValueSource(strings = {"out.mp4", "out.avi", "OUT.MP4"})
  void recordsEveryFrameOfAFileAtTheFilesRate(String name) throws IOException {
    Path file = folder.resolve(name);
    Recorder recorder = new Recorder(files.series(file), OF_A_FILE, Outcomes.overlay());

    for (int i = 0; i < 25; i++) {
      recorder.show(at(i / 10.0));
    }
    recorder.close();

    try (FFmpegFrameGrabber film = new FFmpegFrameGrabber(file.toFile())) {
      film.start();
      assertThat(film.getImageWidth()).isEqualTo(640);
      assertThat(film.getImageHeight()).isEqualTo(240 + Bar.height(640, 240));
      assertThat(film.getVideoFrameRate()).isCloseTo(10, within(0.1));
      assertThat(frames(film)).isEqualTo(25);
    }
  }

  @Test
  void keepsTheTimeAtWhichLivePicturesWereTaken() throws IOException {
    Path file = folder.resolve("live.mp4");
    Recorder recorder =
        new Recorder(files.series(file), new RecordingPace(true, 30, 0.5), Outcomes.overlay());

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
    Recorder recorder = new Recorder(files.series(file), OF_A_FILE, Outcomes.overlay());

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
    Recorder recorder = new Recorder(files.series(file), OF_A_FILE, Outcomes.overlay());

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

    new Recorder(files.series(file), OF_A_FILE, Outcomes.overlay()).close();

    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"full.mp4", "full.avi"})
  void saysThatTheDiskIsFull(String name) throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.isWritable(full), "this machine has no /dev/full");
    Recorder recorder =
        new Recorder(
            files.series(Files.createSymbolicLink(folder.resolve(name), full)),
            OF_A_FILE,
            Outcomes.overlay());

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 200; i++) {
                recorder.show(at(i / 10.0));
              }
              recorder.close();
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void leavesAnEarlierFilmAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("out.avi"), "yesterday's");

    recordTwo(files.series(file));
    recordTwo(files.series(file));

    assertThat(file).hasContent("yesterday's");
    assertPlays(folder.resolve("out-2.avi"), 2);
    assertPlays(folder.resolve("out-3.avi"), 2);
    assertThat(files.said).first().asString().contains("goes to ", "out-2.avi");
  }

  @Test
  void beginsAnewWhereThatIsWanted() throws IOException {
    Path file = Files.writeString(folder.resolve("out.avi"), "yesterday's");

    recordTwo(files.series(file, Optional.empty(), FilesOfTests.OVERWRITTEN));

    assertPlays(file, 2);
  }

  @Test
  void beginsANewFileByTheClock() throws IOException {
    Recorder recorder =
        new Recorder(
            files.series(folder.resolve("out-%t.avi"), Duration.ofHours(1)),
            OF_A_FILE,
            Outcomes.overlay());

    recorder.show(at(0));
    recorder.show(at(0.1));
    clock.forward(Duration.ofMinutes(40));
    recorder.show(at(0.2));
    recorder.close();

    assertPlays(folder.resolve("out-20261126T102030Z.avi"), 2);
    assertPlays(folder.resolve("out-20261126T110030Z.avi"), 1);
  }

  @Test
  void goesOnInANewFileAfterTheDiskWasFull() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.isWritable(full), "this machine has no /dev/full");
    AtomicInteger begun = new AtomicInteger();
    Recorder recorder =
        new Recorder(
            files.series(folder.resolve("out.avi")),
            OF_A_FILE,
            Outcomes.overlay(),
            (file, width, height, rate) ->
                new VideoFile(begun.getAndIncrement() == 0 ? full : file, width, height, rate));

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 200; i++) {
                recorder.show(at(i / 10.0));
              }
            })
        .isInstanceOf(IOException.class);
    recorder.show(at(20.1));
    recorder.show(at(20.2));
    recorder.close();

    assertThat(begun).hasValue(2);
    try (FFmpegFrameGrabber film = new FFmpegFrameGrabber(file("out-2.avi"))) {
      film.start();
      assertThat(frames(film)).isGreaterThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.mp4", "out.avi"})
  void saysHowManyPicturesAreLostWithTheEndOfAFileThatIsFull(String name) throws IOException {
    AtomicInteger room = new AtomicInteger(60_000);
    Recorder recorder =
        new Recorder(
            files.series(folder.resolve(name)),
            OF_A_FILE,
            Outcomes.overlay(),
            (path, width, height, rate) ->
                new VideoFile(filling(path, room), path, width, height, rate));

    long taken = 0;
    long lost = -1;
    while (lost < 0 && taken < 2_000) {
      try {
        recorder.show(at(taken / 10.0));
        taken++;
      } catch (LostOutcomes full) {
        lost = full.before();
      }
    }

    try (FFmpegFrameGrabber film = new FFmpegFrameGrabber(file(name))) {
      film.start();
      // A picture that is there in part may be read too.
      assertThat(frames(film) + lost).isCloseTo(taken, within(2L));
      assertThat(lost).isLessThan(25);
    }
  }

  private static RecordingFile filling(Path path, AtomicInteger room) throws IOException {
    return new RecordingFile(path) {
      @Override
      void put(RandomAccessFile to, byte[] bytes, int offset, int length) throws IOException {
        int fitting = Math.min(length, room.get());
        super.put(to, bytes, offset, fitting);
        room.addAndGet(-fitting);
        if (fitting < length) {
          throw new IOException("No space left on device");
        }
      }
    };
  }

  @Test
  void leavesNoEmptyFilesWhereNoneCanBeBegun() throws IOException {
    Path file = folder.resolve("out.avi");
    Recorder recorder =
        new Recorder(
            files.series(file),
            OF_A_FILE,
            Outcomes.overlay(),
            (path, width, height, rate) -> {
              throw new IOException("No space left on device");
            });
    recorder.show(at(0));

    assertThatThrownBy(() -> recorder.show(at(0.1))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> recorder.show(at(0.2))).isInstanceOf(IOException.class);

    assertThat(folder).isEmptyDirectory();
    assertThatThrownBy(recorder::close).isInstanceOf(IOException.class);
  }

  @Test
  void leavesAnMp4ThatPlaysWhenTheProcessIsKilled() throws IOException {
    Path file = folder.resolve("out.mp4");
    Path left = folder.resolve("left.mp4");
    Recorder recorder = new Recorder(files.series(file), OF_A_FILE, Outcomes.overlay());
    for (int i = 0; i < 100; i++) {
      recorder.show(at(i / 10.0));
    }

    // What a kill leaves: all that was written, and nothing of the file's end.
    Files.copy(file, left);
    recorder.close();

    try (FFmpegFrameGrabber film = new FFmpegFrameGrabber(left.toFile())) {
      film.start();
      assertThat(frames(film)).isBetween(50, 100);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 20})
  void soDoesOneOfALiveCameraHoweverSeldomItsPicturesAre(double interval) throws IOException {
    Path file = folder.resolve("out.mp4");
    Path left = folder.resolve("left.mp4");
    RecordingPace live = new RecordingPace(true, 30, 0.5);
    Recorder recorder = new Recorder(files.series(file), live, Outcomes.overlay());
    for (int i = 0; i < 40; i++) {
      recorder.show(at(i * interval));
    }

    Files.copy(file, left);
    recorder.close();

    try (FFmpegFrameGrabber film = new FFmpegFrameGrabber(left.toFile())) {
      film.start();
      assertThat(frames(film)).isBetween(interval < 1 ? 15 : 35, 40);
    }
    assertPlays(file, 40);
  }

  private File file(String name) {
    return folder.resolve(name).toFile();
  }

  private void recordTwo(FileSeries series) throws IOException {
    Recorder recorder = new Recorder(series, OF_A_FILE, Outcomes.overlay());
    recorder.show(at(0));
    recorder.show(at(0.1));
    recorder.close();
  }

  private static void assertPlays(Path file, int frames) throws IOException {
    try (FFmpegFrameGrabber film = new FFmpegFrameGrabber(file.toFile())) {
      film.start();
      assertThat(frames(film)).isEqualTo(frames);
    }
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
