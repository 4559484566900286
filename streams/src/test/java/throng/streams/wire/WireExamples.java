package throng.streams.wire;

import akka.util.ByteString;
import java.util.HexFormat;
import java.util.List;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

/** One message of each kind and its bytes, as docs/WIRE.md shows them. */
final class WireExamples {
  record Example(String name, Message message, boolean halfFloats, String hex) {
    ByteString bytes() {
      return ByteString.fromArray(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }

    int type() {
      return bytes().apply(4);
    }

    ByteString body() {
      return bytes().drop(WireFormat.PREFIX);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final JpegFrame FRAME =
      JpegFrame.of(
          7,
          81_985_529_216_486_895L,
          1_700_000_000_000L,
          1000,
          ByteString.fromArray(HexFormat.of().parseHex("ffd8ffe0ffd9")));

  static final DensityMap MAP =
      new DensityMap(
          7,
          81_985_529_216_486_895L,
          2,
          3,
          1.75,
          new float[] {0, 0.25f, 0.5f, 1, 0, 0},
          new DensityMap.Timing(1500, 900, 20_000, 4));

  static final List<Example> ALL =
      List.of(
          new Example(
              "hello",
              new Message.Hello(
                  1,
                  1,
                  new CameraId("lobby", "door"),
                  0x1122334455667788L,
                  Mode.LIVE,
                  640,
                  480,
                  true,
                  "s3cret"),
              false,
              """
              00 00 00 30  01  54 48 52 47  00 01  00 01
              11 22 33 44 55 66 77 88  00 00 02 80  00 00 01 e0
              01  01  00 05 6c 6f 62 62 79  00 04 64 6f 6f 72
              00 06 73 33 63 72 65 74
              """),
          new Example(
              "welcome",
              new Message.Welcome(1, 42, 2, 16_777_216, 16_000_000, true, "crowd-s", "1"),
              false,
              """
              00 00 00 22  02  00 01  00 02  00 00 00 00 00 00 00 2a
              01 00 00 00  00 f4 24 00  01
              00 07 63 72 6f 77 64 2d 73  00 01 31
              """),
          new Example(
              "refused",
              new Message.Refused(RefusedCode.TOKEN, "Wrong token"),
              false,
              """
              00 00 00 10  03  00 02  00 0b 57 72 6f 6e 67 20 74 6f 6b 65 6e
              """),
          new Example(
              "frame",
              new Message.Frame(FRAME),
              false,
              """
              00 00 00 24  04  00 00 00 00 00 00 00 07
              01 23 45 67 89 ab cd ef  00 00 01 8b cf e5 68 00
              00 00 03 e8  00  ff d8 ff e0 ff d9
              """),
          new Example(
              "size changed",
              new Message.SizeChanged(1280, 720),
              false,
              """
              00 00 00 09  05  00 00 05 00  00 00 02 d0
              """),
          new Example(
              "density map",
              new Message.Reply(MAP),
              false,
              """
              00 00 00 48  06  00 00 00 00 00 00 00 07
              01 23 45 67 89 ab cd ef  00 00 00 02  00 00 00 03
              3f fc 00 00 00 00 00 00
              00 00 05 dc  00 00 03 84  00 00 4e 20  00 04  00
              00 00 00 00  00 00 80 3e  00 00 00 3f
              00 00 80 3f  00 00 00 00  00 00 00 00
              """),
          new Example(
              "density map in half floats",
              new Message.Reply(MAP),
              true,
              """
              00 00 00 3c  06  00 00 00 00 00 00 00 07
              01 23 45 67 89 ab cd ef  00 00 00 02  00 00 00 03
              3f fc 00 00 00 00 00 00
              00 00 05 dc  00 00 03 84  00 00 4e 20  00 04  01
              00 00  00 34  00 38  00 3c  00 00  00 00
              """),
          new Example(
              "skipped",
              new Message.Reply(new Skipped(8, SkipReason.EXPIRED, "Too late")),
              false,
              """
              00 00 00 15  07  00 00 00 00 00 00 00 08  00 02
              00 08 54 6f 6f 20 6c 61 74 65
              """),
          new Example(
              "ping",
              new Message.Ping(5),
              false,
              """
              00 00 00 09  08  00 00 00 00 00 00 00 05
              """),
          new Example(
              "pong",
              new Message.Pong(5),
              false,
              """
              00 00 00 09  09  00 00 00 00 00 00 00 05
              """),
          new Example(
              "goodbye",
              new Message.Goodbye(GoodbyeReason.DONE, "Done"),
              false,
              """
              00 00 00 09  0a  00 01  00 04 44 6f 6e 65
              """),
          new Example(
              "pair",
              new Message.Pair(bytes("000102030405060708ff"), bytes("3059"), "edge"),
              false,
              """
              00 00 00 1b  0b  54 48 52 47  00 0a 00 01 02 03 04 05 06 07 08 ff
              00 02 30 59  00 04 65 64 67 65
              """),
          new Example(
              "paired",
              new Message.Paired(List.of(bytes("308201"), bytes("308202"))),
              false,
              """
              00 00 00 0c  0c  02  00 03 30 82 01  00 03 30 82 02
              """));

  private WireExamples() {}

  private static ByteString bytes(String hex) {
    return ByteString.fromArray(HexFormat.of().parseHex(hex));
  }

  static Example named(String name) {
    return ALL.stream().filter(example -> example.name().equals(name)).findFirst().orElseThrow();
  }
}
