package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.util.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;
import throng.streams.camera.CameraOpener;
import throng.streams.camera.Picture;

class FileCamerasTest {
  private static final int FRAMES = 6;

  @Test
  void aFileThatFailedGoesOnBehindTheLastPicture() throws Exception {
    Script script = new Script(4);
    CameraOpener opener = new ResumedOpener(script);
    List<String> names = new ArrayList<>();

    Camera first = opener.open();
    for (int i = 0; i < 4; i++) {
      names.add(name(first.read()));
    }
    assertThatThrownBy(first::read).isInstanceOf(CameraException.class);
    first.close();
    try (Camera second = opener.open()) {
      Footage.readAll(second).forEach(picture -> names.add(picture.name()));
    }

    assertThat(names).containsExactly("0", "1", "2", "3", "4", "5");
  }

  @Test
  void pacedPicturesAreCapturedNotBeforeTheirTime() throws Exception {
    try (Camera camera = new PacedCamera(new Script(-1).open(), 1)) {
      long before = System.nanoTime();
      List<Picture> pictures = Footage.readAll(camera);
      for (int i = 0; i < FRAMES; i++) {
        assertThat(pictures.get(i).capturedNanos() - before)
            .isGreaterThanOrEqualTo((long) (i * 0.02e9) - 1_000_000);
      }
    }
  }

  @Test
  void aPacedLoopKeepsItsPaceWhereItStartsAgain() throws Exception {
    Script script = new Script(-1);
    try (Camera camera = new PacedCamera(new LoopedCamera(script), 0.02)) {
      long before = System.nanoTime();
      for (int i = 0; i < 2 * FRAMES; i++) {
        Picture picture = Footage.next(camera);
        assertThat(picture.capturedNanos() - before)
            .isGreaterThanOrEqualTo((long) (i * 0.02e9) - 1_000_000);
      }
    }
  }

  @Test
  void aPauseBetweenPicturesIsNoSilence() throws Exception {
    Camera paced = new PacedCamera(new Script(-1, 3600).open(), 1);
    paced.read();
    Thread reading = new Thread(() -> Footage.readQuietly(paced));
    reading.start();

    await().until(() -> paced.quietNanos() == 0);

    reading.interrupt();
    reading.join();
    assertThat(paced.quietNanos()).isEqualTo(Long.MAX_VALUE);
    paced.close();
  }

  @Test
  void aGapInAFilesClockIsShortened() throws Exception {
    Thread.currentThread().interrupt(); // Nothing is waited for: the pauses end at once.
    List<Double> times = new ArrayList<>();
    try (PacedCamera camera = new PacedCamera(new Script(-1, 58).open(), 1)) {
      while (camera.read() != null) {
        times.add(camera.seconds());
      }
    } finally {
      Thread.interrupted();
    }

    assertThat(times).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 50.0);
  }

  @Test
  void aLoopOfNothingEnds() throws Exception {
    try (Camera camera = new LoopedCamera(Empty::new)) {
      assertThat(camera.read()).isNull();
    }
  }

  private static String name(@Nullable Picture picture) {
    return picture == null ? "end" : picture.name();
  }

  /** Six pictures, 50 a second; the first opening fails at the picture of a number. */
  private static final class Script implements CameraOpener {
    private final int failure;
    private final double interval;
    private int openings;

    Script(int failure) {
      this(failure, 0.02);
    }

    Script(int failure, double interval) {
      this.failure = failure;
      this.interval = interval;
    }

    @Override
    public Camera open() {
      boolean fails = openings++ == 0 && failure >= 0;
      return new Camera() {
        private int next;

        @Override
        public @Nullable Picture read() throws CameraException {
          if (fails && next == failure) {
            throw new CameraException("The disk is gone.");
          }
          return next == FRAMES ? null : picture(next++);
        }

        @Override
        public void close() {}
      };
    }

    private Picture picture(int number) {
      return new Picture(
          ByteString.fromString("x"),
          1,
          1,
          System.nanoTime(),
          0,
          Integer.toString(number),
          OptionalDouble.of(number * interval),
          OptionalInt.empty());
    }
  }

  private static final class Empty implements Camera {
    @Override
    public @Nullable Picture read() {
      return null;
    }

    @Override
    public void close() {}
  }
}
