package throng.actors.inference;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

/** Which sums of a network's answer are a count, and that each frame is answered once. */
class PendingFrameTest {
  private static final TensorSize SIZE = new TensorSize(48, 64);
  private static final float LARGEST_BELOW_MINUS_ONE = Math.nextDown(-1f);

  private final NodeStatistics statistics = new NodeStatistics();
  private final List<FrameReply> replies = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(
      floats = {
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MAX_VALUE,
        1.1e9f,
        -2,
        -Float.MAX_VALUE
      })
  void skipsAFrameWhoseSumIsNoCountOfPeople(float cell) throws UndecodableException {
    PendingFrame frame = decoded();

    frame.add(map(0.5f, cell), 1, 1);

    assertThat(replies)
        .containsExactly(
            new Skipped(
                7,
                SkipReason.MODEL_FAILED,
                "The sum of the network's answer is no count of people."));
    assertThat(frame.isAnswered()).isTrue();
    assertThat(statistics.frames().skipped(SkipReason.MODEL_FAILED)).isEqualTo(1);
    assertThat(statistics.frames().answered()).isZero();
    assertThat(statistics.frames().underWay()).isZero();
  }

  @Test
  void skipsAFrameOfWhichOneCellMoreIsTooMany() throws UndecodableException {
    decoded().add(map(1e9f, 1), 1, 1);
    decoded().add(map(0, LARGEST_BELOW_MINUS_ONE), 1, 1);

    assertThat(replies).hasSize(2).allMatch(Skipped.class::isInstance);
  }

  @Test
  void answersWithTheSumOfTheCells() throws UndecodableException {
    decoded().add(map(0.25f, 1.5f), 1, 1);

    assertThat(count(replies.get(0))).isEqualTo(1.75);
    assertThat(statistics.frames().answered()).isEqualTo(1);
    assertThat(statistics.frames().skippedInAll()).isZero();
  }

  @Test
  void takesALittleLessThanNobodyForNobodyAndTheMostForACount() throws UndecodableException {
    decoded().add(map(0.5f, -1.5f), 1, 1);
    decoded().add(map(0, 1e9f), 1, 1);

    assertThat(replies).extracting(PendingFrameTest::count).containsExactly(0.0, 1e9);
  }

  @Test
  void isAnsweredOnceThoughMoreComes() throws UndecodableException {
    PendingFrame frame = decoded();

    frame.add(map(Float.NaN, 1), 1, 1);
    frame.add(map(0, 1), 1, 1);
    frame.skip(SkipReason.EXPIRED, "Too late.");

    assertThat(replies).hasSize(1);
    assertThat(statistics.frames().skippedInAll()).isEqualTo(1);
    assertThat(statistics.frames().answered()).isZero();
  }

  private static double count(FrameReply reply) {
    return ((DensityMap) reply).count();
  }

  private static Density map(float first, float second) {
    return new Density(1, 2, new float[] {first, second});
  }

  private PendingFrame decoded() throws UndecodableException {
    PendingFrame frame =
        new PendingFrame(
            new FrameOrigin(new CameraId("lobby", "door"), 1),
            JpegFrame.of(7, 0, 0, 0, ByteString.emptyByteString()),
            new Runs(SIZE, 1),
            MonotonicClock.SYSTEM,
            replies::add,
            statistics);
    frame.decode(new OneRun());
    return frame;
  }

  /** Takes every picture for one that a single run counts. */
  private static final class OneRun implements PictureDecoder {
    @Override
    public DecodedPicture decode(ByteString jpeg) {
      return new DecodedPicture() {
        @Override
        public TensorSize tensorSize() {
          return SIZE;
        }

        @Override
        public int runs() {
          return 1;
        }

        @Override
        public long bytes() {
          return 0;
        }

        @Override
        public Optional<Density> add(Density run) {
          return Optional.of(run);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public TensorSize tensorSize(int width, int height) {
      return SIZE;
    }
  }
}
