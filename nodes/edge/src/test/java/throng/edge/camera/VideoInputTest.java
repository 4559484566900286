package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A second of video, and sound that goes on for three more. */
class VideoInputTest {
  private final Path film;

  VideoInputTest() throws Exception {
    film = Footage.kept("video/sound.ts");
  }

  @Test
  void soundIsNoSignOfLifeOfACamera() throws Exception {
    try (VideoInput input = open()) {
      VideoStream video = new VideoStream(input, Footage.source(film));
      long seen = System.nanoTime();
      int sounds = 0;
      while (input.read() == 0) {
        long since = System.nanoTime() - seen;
        if (video.isIn(input.packet())) {
          seen = System.nanoTime();
        } else {
          sounds++;
          assertThat(input.quietNanos()).isGreaterThanOrEqualTo(since);
        }
      }
      assertThat(sounds).isPositive();
    }
  }

  @Test
  void whoIsNotWaitedForAnyMoreReadsNoFurther() throws Exception {
    try (VideoInput input = open()) {
      assertThat(input.read()).isZero();
      Thread.currentThread().interrupt();

      assertThat(input.read()).isEqualTo(AVERROR_EXIT());
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private VideoInput open() throws FfmpegException {
    return VideoInput.open(
        new VideoInput.Request(
            film.toString(), null, Map.of(), Duration.ofMinutes(1), Long.MAX_VALUE, true));
  }
}
