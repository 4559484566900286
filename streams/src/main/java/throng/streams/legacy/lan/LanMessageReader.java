package throng.streams.legacy.lan;

import akka.util.ByteString;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import throng.streams.legacy.LegacyException;

/**
 * Reads what an edge sends, byte by byte if need be.
 *
 * <p>Where a message begins, {@code Unkn} is the text: as a length it would be 1,433,103,214 bytes,
 * which is above every limit.
 *
 * <p>Memory grows with what came, not with what the length promises.
 */
final class LanMessageReader {
  private static final int FIRST_ALLOCATION = 256 * 1024;

  private final int maxPictureBytes;
  private final byte[] head = new byte[LanPicture.LENGTH_BYTES];
  private int headFilled;
  private byte[] body = {};
  private int length;
  private int filled;
  private boolean isText;

  LanMessageReader(int maxPictureBytes) {
    this.maxPictureBytes = maxPictureBytes;
  }

  /**
   * The messages that these bytes complete, read as they are asked for: one that is broken keeps
   * back none before it.
   *
   * @param bytes empty: the edge has hung up
   * @throws LegacyException by the iterator, if the bytes are neither a picture within the limit
   *     nor the text, or end within a message
   */
  Iterable<LanMessage> read(Optional<ByteString> bytes) {
    if (bytes.isEmpty() && headFilled > 0) {
      throw new LegacyException(
          LegacyException.Reason.BROKEN_OFF, "The edge hung up in the middle of a picture.");
    }
    return () -> new Messages(bytes.orElse(ByteString.emptyByteString()));
  }

  /** What is left of one piece of the input. */
  private final class Messages implements Iterator<LanMessage> {
    private ByteString unread;
    private Optional<LanMessage> next = Optional.empty();

    Messages(ByteString bytes) {
      unread = bytes;
    }

    @Override
    public boolean hasNext() {
      while (next.isEmpty() && unread.nonEmpty()) {
        unread = take(unread);
        next = message();
      }
      return next.isPresent();
    }

    @Override
    public LanMessage next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      LanMessage message = next.orElseThrow();
      next = Optional.empty();
      return message;
    }
  }

  /** Takes bytes up to the end of one message, and returns those behind it. */
  private ByteString take(ByteString bytes) {
    ByteString rest = bytes;
    if (headFilled < head.length) {
      int n = Math.min(head.length - headFilled, rest.size());
      rest.copyToArray(head, headFilled, n);
      headFilled += n;
      rest = rest.drop(n);
      if (headFilled == head.length) {
        begin();
      }
    }
    return headFilled < head.length ? rest : takeBody(rest);
  }

  /** The message, once it is complete; the next one begins then. */
  private Optional<LanMessage> message() {
    if (headFilled < head.length || filled < length) {
      return Optional.empty();
    }
    headFilled = 0;
    if (!isText) {
      return Optional.of(new LanMessage.Picture(ByteString.fromArrayUnsafe(body)));
    }
    ByteString text = ByteString.fromArray(head).concat(ByteString.fromArray(body));
    if (!text.equals(LanPicture.UNKNOWN_COMMAND)) {
      throw new LegacyException(
          LegacyException.Reason.BAD_INPUT,
          "The edge sent neither a picture nor 'Unknown command'.");
    }
    return Optional.of(new LanMessage.UnknownCommand());
  }

  private void begin() {
    ByteString text = LanPicture.UNKNOWN_COMMAND;
    isText = ByteString.fromArray(head).equals(text.take(head.length));
    long announced = ByteString.fromArray(head).asByteBuffer().getInt() & 0xffffffffL;
    if (!isText && announced > maxPictureBytes) {
      throw new LegacyException(
          LegacyException.Reason.TOO_LARGE,
          "The edge announced a picture of %d bytes; at most %d are read."
              .formatted(announced, maxPictureBytes));
    }
    if (announced == 0) {
      throw new LegacyException(
          LegacyException.Reason.BAD_INPUT, "The edge announced a picture of 0 bytes.");
    }
    length = isText ? text.size() - head.length : (int) announced;
    filled = 0;
    body = new byte[Math.min(length, FIRST_ALLOCATION)];
  }

  private ByteString takeBody(ByteString bytes) {
    int n = Math.min(length - filled, bytes.size());
    if (filled + n > body.length) {
      body = Arrays.copyOf(body, (int) Math.min(length, Math.max(filled + n, 2L * body.length)));
    }
    bytes.copyToArray(body, filled, n);
    filled += n;
    return bytes.drop(n);
  }
}
