package throng.bench;

import akka.util.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import throng.common.settings.NodeKind;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.settings.Block;
import throng.streams.wire.Message;
import throng.streams.wire.WireCodec;
import throng.streams.wire.WireDecoder;
import throng.streams.wire.WireLimits;

/** Messages to bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
  private static final int PIECE = 64 * 1024;
  private static final int JPEG = 100_000;
  private static final int ROWS = 60;
  private static final int COLUMNS = 80;

  private final Message frame =
      new Message.Frame(JpegFrame.of(7, 1, 2, 1000, ByteString.fromArray(new byte[JPEG])));
  private final Message map =
      new Message.Reply(
          new DensityMap(
              7,
              1,
              ROWS,
              COLUMNS,
              0,
              new float[ROWS * COLUMNS],
              new DensityMap.Timing(1, 2, 3, 4)));
  private final List<ByteString> frameBytes = pieces(WireCodec.encode(frame, false));
  private final List<ByteString> mapBytes = pieces(WireCodec.encode(map, false));
  private final List<ByteString> halfMapBytes = pieces(WireCodec.encode(map, true));
  private final WireDecoder node = node();
  private final WireDecoder edge = edge(false);
  private final WireDecoder halfEdge = edge(true);

  @Benchmark
  public ByteString frame100kBToBytes() {
    return WireCodec.encode(frame, false);
  }

  @Benchmark
  public Message frame100kBFromBytes() {
    return message(node, frameBytes);
  }

  @Benchmark
  public ByteString map80x60ToBytes() {
    return WireCodec.encode(map, false);
  }

  @Benchmark
  public Message map80x60FromBytes() {
    return message(edge, mapBytes);
  }

  @Benchmark
  public ByteString map80x60ToHalfFloats() {
    return WireCodec.encode(map, true);
  }

  @Benchmark
  public Message map80x60FromHalfFloats() {
    return message(halfEdge, halfMapBytes);
  }

  // Each in memory of its own, as a socket gives them.
  private static List<ByteString> pieces(ByteString bytes) {
    List<ByteString> pieces = new ArrayList<>();
    for (int at = 0; at < bytes.size(); at += PIECE) {
      byte[] piece = bytes.slice(at, Math.min(bytes.size(), at + PIECE)).toArray();
      pieces.add(ByteString.fromArray(piece));
    }
    return pieces;
  }

  private static Message message(WireDecoder decoder, List<ByteString> pieces) {
    for (ByteString piece : pieces) {
      decoder.offer(piece, 0);
      Message message = decoder.poll(0);
      if (message != null) {
        return message;
      }
    }
    throw new IllegalStateException("The message is not whole.");
  }

  private static WireDecoder node() {
    WireDecoder decoder =
        WireDecoder.node(
            WireLimits.from(Block.of("throng.gpu-node.limits", NodeSettings.of(NodeKind.GPU, ""))));
    message(
        decoder,
        pieces(
            WireCodec.encode(
                new Message.Hello(
                    1,
                    1,
                    new CameraId("bench", "camera"),
                    1,
                    throng.streams.frame.Mode.LOSSLESS,
                    640,
                    480,
                    false,
                    ""),
                false)));
    decoder.welcomed(0);
    return decoder;
  }

  private static WireDecoder edge(boolean halfFloats) {
    WireDecoder decoder =
        WireDecoder.edge(
            WireLimits.from(
                Block.of("throng.edge-node.limits", NodeSettings.of(NodeKind.EDGE, ""))));
    message(
        decoder,
        pieces(
            WireCodec.encode(
                new Message.Welcome(1, 1, 2, 1 << 24, 16_000_000, halfFloats, "model", "1"),
                false)));
    return decoder;
  }
}
