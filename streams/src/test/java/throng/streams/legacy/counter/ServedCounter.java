package throng.streams.legacy.counter;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.legacy.LegacyException;
import throng.streams.legacy.Loopback;
import throng.streams.memory.MemoryBudget;
import throng.streams.settings.Backoff;

/** Serves clients of the remote crowd counter on loopback, and keeps what came of them. */
abstract class ServedCounter {
  static final ExchangeLimits PATIENT =
      new ExchangeLimits(
          Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(10), 64_000);
  static final ExchangeLimits HASTY =
      new ExchangeLimits(
          Duration.ofSeconds(60), Duration.ofMillis(200), Duration.ofMillis(200), 1_000_000);

  static final Duration A_MOMENT = Duration.ofMillis(100);

  final Loopback loopback = new Loopback();
  final List<LegacyException> ended = new CopyOnWriteArrayList<>();
  final List<JpegFrame> frames = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    loopback.close();
  }

  InetSocketAddress serve(
      ExchangeLimits limits, Transfer transfer, Flow<JpegFrame, FrameReply, NotUsed> session)
      throws Exception {
    QuickAck quickAck = QuickAck.create();
    return loopback.serve(
        remote ->
            CounterServer.create(
                settings(limits),
                transfer,
                Flow.create(),
                session,
                MemoryBudget.unlimited(),
                quickAck.again(remote),
                ended::add),
        quickAck);
  }

  static CounterServerSettings settings(ExchangeLimits limits) {
    return new CounterServerSettings(
        limits,
        limits,
        1_000_000,
        new Backoff(Duration.ofMillis(10), Duration.ofMillis(50), 0.2),
        Duration.ofSeconds(1));
  }

  Flow<JpegFrame, FrameReply, NotUsed> answering(Function<JpegFrame, FrameReply> answer) {
    return Flow.of(JpegFrame.class)
        .map(
            frame -> {
              frames.add(frame);
              return answer.apply(frame);
            });
  }

  static FrameReply map(JpegFrame frame) {
    int columns = columns(frame.jpeg().size());
    float[] values = new float[16 * columns];
    Arrays.fill(values, frame.jpeg().size());
    return new DensityMap(
        frame.sequence(),
        0,
        16,
        columns,
        frame.jpeg().size(),
        values,
        new DensityMap.Timing(0, 0, 0, 1));
  }

  /** Some maps are a multiple of a block long (16 × 16 × 4 bytes), others are not. */
  static int columns(int size) {
    return size % 2 == 0 ? 16 : 21;
  }

  static byte[] picture(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31);
    }
    return ByteString.fromArray(bytes).toArray();
  }
}
