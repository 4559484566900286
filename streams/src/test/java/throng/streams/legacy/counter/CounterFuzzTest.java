package throng.streams.legacy.counter;

import akka.util.ByteString;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import throng.streams.flow.LinkEvent;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.legacy.LegacyException;

/** Whatever comes, only a {@link LegacyException} may escape. */
class CounterFuzzTest {
  private static final DensityMap MAP =
      new DensityMap(0, 0, 20, 20, 0, new float[400], new DensityMap.Timing(0, 0, 0, 1));
  private static final JpegFrame FRAME =
      JpegFrame.of(0, 0, 0, 0, ByteString.fromArray(new byte[3000]));
  private static final CounterClientSettings CLIENT =
      new CounterClientSettings(
          new ExchangeLimits(
              Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 1),
          100_000,
          100_000,
          100_000);

  @FuzzTest(maxDuration = "60s")
  void servesOrRefuses(FuzzedDataProvider data) {
    Conversation<JpegFrame, FrameReply> server =
        new Conversation<>(
            new CounterServerRole(transfer(data), () -> PictureBytes.incoming(100_000, 1 << 16)));
    talk(server, MAP, data);
  }

  @FuzzTest(maxDuration = "60s")
  void readsAServersAnswersOrRefuses(FuzzedDataProvider data) {
    Conversation<LinkEvent, JpegFrame> client =
        new Conversation<>(new CounterClientRole("here", transfer(data), CLIENT));
    talk(client, FRAME, data);
  }

  @FuzzTest(maxDuration = "60s")
  void servesOrRefusesPlainBytes(byte[] bytes) {
    Recognition.of(ByteString.fromArray(bytes));
    for (Transfer transfer : Transfer.values()) {
      try {
        new Conversation<>(
                new CounterServerRole(transfer, () -> PictureBytes.incoming(100_000, 1 << 16)))
            .take(ByteString.fromArray(bytes));
      } catch (LegacyException expected) {
        continue;
      }
    }
  }

  private static Transfer transfer(FuzzedDataProvider data) {
    return data.consumeBoolean() ? Transfer.PIPELINED : Transfer.STOP_AND_WAIT;
  }

  private static <R, S> void talk(Conversation<R, S> ours, S answer, FuzzedDataProvider data) {
    try {
      ByteString unread = ByteString.emptyByteString();
      while (data.remainingBytes() > 0) {
        if (ours.ready() != null || ours.isOurTurn()) {
          ours.send(answer);
        }
        int length = data.consumeInt(1, 2000);
        unread = ours.take(unread.concat(ByteString.fromArray(data.consumeBytes(length))));
        ours.writes();
        ours.waiting();
        ours.progress();
        ours.brokenOff();
      }
    } catch (LegacyException expected) {
      return;
    }
  }
}
