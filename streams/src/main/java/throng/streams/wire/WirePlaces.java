package throng.streams.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static throng.streams.wire.WireException.Kind.BAD_MESSAGE;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import throng.streams.settings.HostAndPort;

/**
 * Where nodes take frames: {@code host:port} as a text; several as their number in 1 byte first.
 */
final class WirePlaces {
  private WirePlaces() {}

  static byte[] bytes(HostAndPort place) {
    return WireText.whole("address", place.toString());
  }

  static void put(ByteBuffer out, HostAndPort place) {
    WireText.put(out, bytes(place));
  }

  /**
   * The next one.
   *
   * @throws WireException if it is none that can be connected to
   */
  static HostAndPort get(ByteBuffer in) {
    String text = WireText.getPrintable(in, BAD_MESSAGE);
    return HostAndPort.parse(text)
        .filter(place -> place.port() > 0)
        .orElseThrow(
            () ->
                new WireException(
                    BAD_MESSAGE, "'%s' came where an address belongs, host:port".formatted(text)));
  }

  /**
   * The bytes of a list: of as many as one may have, and as {@code room} bytes hold. A longer
   * message would end the connection of an edge that could do without.
   */
  static byte[] bytes(List<HostAndPort> places, int room) {
    ByteBuffer out = ByteBuffer.allocate(room).put((byte) 0);
    for (HostAndPort place : places) {
      byte[] text = place.toString().getBytes(UTF_8);
      boolean fits = text.length <= WireFormat.MAX_TEXT && out.remaining() >= 2 + text.length;
      if (fits && out.get(0) < WireFormat.MAX_MEMBERS) {
        WireText.put(out, text);
        out.put(0, (byte) (out.get(0) + 1));
      }
    }
    byte[] list = new byte[out.position()];
    out.flip().get(list);
    return list;
  }

  /**
   * The next list.
   *
   * @throws WireException if it is longer than one may be, or holds what is no address
   */
  static List<HostAndPort> getList(ByteBuffer in) {
    int count = Byte.toUnsignedInt(in.get());
    if (count > WireFormat.MAX_MEMBERS) {
      throw new WireException(
          BAD_MESSAGE,
          "A list of %d nodes came; up to %d are taken".formatted(count, WireFormat.MAX_MEMBERS));
    }
    List<HostAndPort> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.add(get(in));
    }
    return List.copyOf(places);
  }
}
