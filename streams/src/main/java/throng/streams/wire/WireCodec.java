package throng.streams.wire;

import akka.util.ByteString;

/** A message's bytes, both ways; pure, and safe for any number of threads. */
public final class WireCodec {
  private WireCodec() {}

  /**
   * The whole message, ready for the socket. A frame's JPEG is not copied: its header and it form a
   * rope.
   *
   * @param halfFloats whether a density map's cells go as half floats
   * @throws IllegalArgumentException for a message that is never on the wire, or a token longer
   *     than {@link WireFormat#MAX_TEXT}
   */
  public static ByteString encode(Message message, boolean halfFloats) {
    return MessageEncoder.encode(message, halfFloats);
  }

  /**
   * The message of one type and body. A frame's JPEG is a slice of {@code body}. Bytes after the
   * last field are those of a later version, and ignored.
   *
   * @param type the byte between length and body
   * @param body what follows the type; its length has been checked
   * @param maxMapCells the largest density map that is taken, in cells
   * @throws WireException for a body that is no such message
   */
  public static Message decode(int type, ByteString body, int maxMapCells) {
    return MessageDecoder.decode(type, body, maxMapCells);
  }
}
