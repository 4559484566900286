package throng.streams.wire;

import akka.util.ByteString;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import throng.streams.frame.JpegHeader;

/** Whatever comes, only a {@link WireException} may escape. */
class WireDecoderFuzzTest {
  private static final WireLimits NODE =
      TestLimits.limits("throng.gpu-node.limits", "max-frame-size = 500 B, discard-limit = 4000 B");
  private static final WireLimits EDGE =
      TestLimits.limits("throng.edge-node.limits", "max-map-cells = 100");

  @FuzzTest(maxDuration = "60s")
  void decodesOrRefuses(FuzzedDataProvider data) {
    boolean isNode = data.consumeBoolean();
    WireDecoder decoder = isNode ? WireDecoder.node(NODE) : WireDecoder.edge(EDGE);
    long now = 0;
    try {
      while (data.remainingBytes() > 0) {
        now += data.consumeInt(0, 2_000_000);
        decoder.offer(ByteString.fromArrayUnsafe(data.consumeBytes(data.consumeInt(1, 700))), now);
        drain(decoder, now);
      }
      decoder.end();
    } catch (WireException expected) {
      return;
    }
  }

  private static void drain(WireDecoder decoder, long now) {
    for (Message next = decoder.poll(now); next != null; next = decoder.poll(now)) {
      if (next instanceof Message.Hello) {
        decoder.welcomed(now);
      } else if (next instanceof Message.Frame frame) {
        JpegHeader.of(frame.frame().jpeg());
      }
    }
  }

  @FuzzTest(maxDuration = "60s")
  void decodesOrRefusesPlainBytes(byte[] bytes) {
    for (WireDecoder decoder : new WireDecoder[] {WireDecoder.node(NODE), WireDecoder.edge(EDGE)}) {
      try {
        decoder.offer(ByteString.fromArray(bytes), 0);
        drain(decoder, 0);
        decoder.end();
      } catch (WireException expected) {
        continue;
      }
    }
  }

  @FuzzTest(maxDuration = "60s")
  void readsAnyJpegHeader(byte[] bytes) {
    JpegHeader.of(ByteString.fromArrayUnsafe(bytes));
  }
}
