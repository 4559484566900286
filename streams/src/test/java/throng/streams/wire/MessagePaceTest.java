package throng.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

class MessagePaceTest {
  private static final Message PING = new Message.Ping(1);
  private static final Message FRAME =
      new Message.Frame(JpegFrame.of(1, 2, 3, 0, ByteString.emptyByteString()));

  private long now = TimeUnit.DAYS.toNanos(3);
  private final MessagePace pace = new MessagePace(3, () -> now);

  @Test
  void takesSoManyMessagesASecond() {
    take(PING, 3);

    assertThat(pace.closedFor()).isEqualTo(seconds(1));
    now += seconds(1) - 1;
    assertThat(pace.closedFor()).isEqualTo(1);
    now += 1;
    assertThat(pace.closedFor()).isZero();
    take(PING, 3);
    assertThat(pace.closedFor()).isPositive();
  }

  @Test
  void leavesFramesToTheirWindow() {
    take(FRAME, 100);

    assertThat(pace.closedFor()).isZero();
  }

  @Test
  void takesFewerPicturesThatCanNeverBeCounted() {
    pace.answered(new Skipped(1, SkipReason.OVERLOADED, ""));
    pace.answered(new Skipped(2, SkipReason.EXPIRED, ""));
    assertThat(pace.closedFor()).isZero();

    pace.answered(new Skipped(3, SkipReason.UNDECODABLE, ""));
    assertThat(pace.closedFor()).isEqualTo(seconds(1));

    now += seconds(1);
    assertThat(pace.closedFor()).isZero();
    pace.answered(new Skipped(4, SkipReason.TOO_LARGE, ""));
    assertThat(pace.closedFor()).isPositive();
  }

  @Test
  void countsWhatMeansNothingHere() {
    pace.ignored(5);

    assertThat(pace.closedFor()).isEqualTo(seconds(1));
  }

  private void take(Message message, int times) {
    for (int i = 0; i < times; i++) {
      pace.took(message);
    }
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
