package throng.edge.camera;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pictures in what an HTTP camera sends: parts with or without boundary, type and length,
 * or nothing but JPEGs.
 *
 * <p>Lenient, as browsers are. A part's length is believed where a JPEG ends there; otherwise the
 * picture's own structure tells its end, or the boundary of the next part. A JPEG may begin
 * anywhere, another picture where a line does. What is no picture is skipped. Pure: no reading, one
 * thread.
 */
final class PartParser {
  private static final int LONGEST_LINE = 8192;
  private static final int MOST_HEADERS = 64;
  private static final int FIRST_CAPACITY = 64 * 1024;
  private static final Pattern LENGTH =
      Pattern.compile("(?i)content-length\\s*:\\s*(\\d{1,10})\\s*");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}\\s*:.*");

  private final long maxBytes;
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int start;
  private int end;
  private long skipped;
  private int headers;
  private long length = -1;
  private byte[] boundary = {};
  private int searched;
  private @Nullable PictureScan scan;

  /**
   * @param maxBytes the largest picture, and the most that may come without one
   */
  PartParser(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes the next bytes; all of them. */
  void add(ByteBuffer bytes) {
    int more = bytes.remaining();
    if (buffer.length - end < more) {
      int kept = end - start;
      byte[] to =
          buffer.length - kept < more || kept > buffer.length / 2
              ? new byte[capacity(kept + more)]
              : buffer;
      System.arraycopy(buffer, start, to, 0, kept);
      buffer = to;
      start = 0;
      end = kept;
    }
    bytes.get(buffer, end, more);
    end += more;
  }

  /** Twice as much as before, and at most what a JPEG may have and what comes at once. */
  private int capacity(int needed) {
    return (int) Math.max(needed, Math.min(2L * buffer.length, maxBytes + FIRST_CAPACITY));
  }

  /**
   * The next picture; null until more bytes have come.
   *
   * @throws IOException if a limit is exceeded
   */
  byte @Nullable [] next() throws IOException {
    while (true) {
      if (scan != null) {
        return body(scan);
      }
      if (!sought()) {
        return null;
      }
    }
  }

  /** What has come of a picture that did not end before the stream; null if there is none. */
  byte @Nullable [] rest() {
    return scan == null ? null : taken(end - start);
  }

  /** Whether the beginning of a picture has come, and not yet its end. */
  boolean isWithinPicture() {
    return scan != null;
  }

  /** Goes to the next line or picture; false if more bytes are needed. */
  private boolean sought() throws IOException {
    if (start < end && StillScan.mayBegin(buffer[start])) {
      if (end - start < StillScan.BEGINNING) {
        return false;
      }
      if (StillScan.begins(buffer, start)) {
        begin(new StillScan());
        return true;
      }
    }
    for (int at = start; at < end; at++) {
      if (buffer[at] == '\n') {
        line(
            new String(
                buffer, start, Math.min(at - start, LONGEST_LINE), StandardCharsets.ISO_8859_1));
        skip(at + 1 - start);
        return true;
      }
      if (at + 1 < end && buffer[at] == (byte) 0xFF && buffer[at + 1] == (byte) 0xD8) {
        skip(at - start);
        begin(new JpegScan());
        return true;
      }
    }
    if (end - start > LONGEST_LINE) {
      // No line of a header: its end is of no use, but a JPEG may begin with the last byte.
      skip(end - start - 1);
    }
    return false;
  }

  private void begin(PictureScan picture) {
    scan = picture;
    skipped = 0;
    headers = 0;
  }

  private void line(String line) throws IOException {
    String text = line.stripTrailing();
    Matcher told = LENGTH.matcher(text);
    if (text.startsWith("--")) {
      headers = 0;
      length = -1;
      boundary = ("\n" + text).getBytes(StandardCharsets.ISO_8859_1);
    } else if (told.matches()) {
      length = Long.parseLong(told.group(1));
      headers++;
    } else if (HEADER.matcher(text).matches()) {
      headers++;
    }
    if (headers > MOST_HEADERS) {
      throw new IOException("a part has more than " + MOST_HEADERS + " headers");
    }
  }

  private void skip(int bytes) throws IOException {
    start += bytes;
    skipped += bytes;
    if (skipped > maxBytes) {
      throw new IOException(skipped + " bytes have come without a picture");
    }
  }

  private byte @Nullable [] body(PictureScan of) throws IOException {
    int here = end - start;
    if (length >= 4 && length <= here && of.mayEnd(buffer, start, start + (int) length)) {
      return taken((int) length);
    }
    int whole = of.length(buffer, start, end);
    int cut = nextPart(whole == PictureScan.UNKNOWN ? here : whole);
    if (cut >= 0 || whole != PictureScan.UNKNOWN) {
      return taken(cut >= 0 ? cut : whole);
    }
    if (here > maxBytes) {
      throw new IOException(
          "a picture has more than "
              + maxBytes
              + " bytes, the most that camera.max-file-bytes and the heap (java -Xmx) allow");
    }
    return null;
  }

  /**
   * Where the next part begins within a picture, which is then cut short where it tells its length;
   * -1 if it does not.
   */
  private int nextPart(int within) {
    int last = within - boundary.length;
    for (; boundary.length > 0 && searched <= last; searched++) {
      int at = start + searched;
      if (buffer[at] == '\n'
          && Arrays.equals(buffer, at, at + boundary.length, boundary, 0, boundary.length)) {
        return searched;
      }
    }
    return -1;
  }

  private byte[] taken(int bytes) {
    byte[] jpeg = Arrays.copyOfRange(buffer, start, start + bytes);
    start += bytes;
    scan = null;
    searched = 0;
    length = -1;
    return jpeg;
  }
}
