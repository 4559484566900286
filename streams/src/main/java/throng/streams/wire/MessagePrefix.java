package throng.streams.wire;

import static throng.streams.wire.WireException.Kind.BAD_LENGTH;
import static throng.streams.wire.WireException.Kind.FRAME_TOO_LARGE;
import static throng.streams.wire.WireException.Kind.NOT_THRONG;
import static throng.streams.wire.WireException.Kind.UNEXPECTED_MESSAGE;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import throng.streams.wire.Side.Phase;

/**
 * The length and type of the message under way, and what they let through: checked as soon as they
 * are there, before a byte of the body is kept.
 */
final class MessagePrefix {
  private static final int LENGTH = 4;

  private final Side side;
  private final WireLimits limits;
  private final byte[] bytes = new byte[WireFormat.PREFIX];
  private int filled;

  MessagePrefix(Side side, WireLimits limits) {
    this.side = side;
    this.limits = limits;
  }

  /**
   * Takes what is missing from the front of {@code input}.
   *
   * @return the rest of it
   * @throws WireException if no such message may come in {@code phase}
   */
  ByteString read(ByteString input, Phase phase) {
    int at = 0;
    while (filled < bytes.length && at < input.size()) {
      bytes[filled++] = input.apply(at++);
      if (filled == LENGTH) {
        checkLength(phase);
      } else if (filled == bytes.length) {
        checkType(phase);
        checkBody();
      }
    }
    return input.drop(at);
  }

  void clear() {
    filled = 0;
  }

  boolean isEmpty() {
    return filled == 0;
  }

  boolean isComplete() {
    return filled == bytes.length;
  }

  int type() {
    return Byte.toUnsignedInt(bytes[LENGTH]);
  }

  int bodyBytes() {
    return length() - 1;
  }

  /** Whether the message is of a later version, and may be skipped by this one. */
  boolean isIgnored() {
    return type() >= WireFormat.FIRST_OPTIONAL;
  }

  boolean isOversizedFrame() {
    return type() == WireFormat.FRAME && jpegBytes() > limits.maxFrameBytes();
  }

  /** How much of the body is needed, from its front. */
  int bytesToKeep() {
    if (isOversizedFrame()) {
      return WireFormat.FRAME_HEADER;
    }
    return isIgnored() ? 0 : bodyBytes();
  }

  /** How much comes behind that, and is thrown away. */
  int bytesToDiscard() {
    return bodyBytes() - bytesToKeep();
  }

  private int length() {
    return ByteBuffer.wrap(bytes).getInt();
  }

  private int jpegBytes() {
    return bodyBytes() - WireFormat.FRAME_HEADER;
  }

  private void checkLength(Phase phase) {
    if (phase == Phase.OPENING) {
      ForeignProtocol.of(bytes)
          .ifPresent(
              protocol -> {
                throw new WireException(
                    NOT_THRONG,
                    "The peer speaks %s instead of Throng's protocol (first bytes %s)"
                        .formatted(protocol, hex()));
              });
    }
    if (length() < 1) {
      throw new WireException(
          BAD_LENGTH, "A message's length is %d; it must be 1 or more".formatted(length()));
    }
  }

  private void checkType(Phase phase) {
    boolean known = type() >= WireFormat.HELLO && type() <= WireFormat.PAIRED;
    if (phase == Phase.OPENING && !known) {
      throw new WireException(
          NOT_THRONG,
          "The peer does not speak Throng's protocol: its first bytes are %s".formatted(hex()));
    }
    boolean skipped = phase == Phase.WELCOMED && isIgnored();
    if (!skipped && !side.takes(type(), phase)) {
      throw new WireException(
          UNEXPECTED_MESSAGE,
          "A %s message came %s, where it does not belong"
              .formatted(WireFormat.name(type()), phase.when()));
    }
  }

  private void checkBody() {
    if (type() == WireFormat.FRAME) {
      if (jpegBytes() > limits.discardLimit()) {
        throw new WireException(
            FRAME_TOO_LARGE,
            "A frame of %d bytes came; up to %d are counted, and up to %d read and thrown away"
                .formatted(jpegBytes(), limits.maxFrameBytes(), limits.discardLimit()));
      }
      return;
    }
    long most = WireFormat.MAX_CONTROL;
    if (type() == WireFormat.DENSITY_MAP) {
      most += (long) limits.maxMapCells() * Float.BYTES;
    }
    if (length() > most) {
      throw new WireException(
          BAD_LENGTH,
          "A %s message of %d bytes came; up to %d are taken"
              .formatted(WireFormat.name(type()), length(), most));
    }
  }

  private String hex() {
    return HexFormat.ofDelimiter(" ").formatHex(Arrays.copyOf(bytes, filled));
  }

  /** The message in words, as far as it is known. */
  @Override
  public String toString() {
    return isComplete()
        ? "a %s message of %d bytes".formatted(WireFormat.name(type()), length())
        : "a message's first %d bytes".formatted(filled);
  }
}
