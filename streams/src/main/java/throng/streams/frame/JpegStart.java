package throng.streams.frame;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG up to its first scan, read byte for byte as libjpeg reads it.
 *
 * <p>Where libjpeg would look for the next marker behind bytes that do not belong there, it may
 * find a frame of another size than a second reader: such a JPEG is refused here, as is every kind
 * that the decoder refuses anyway.
 */
final class JpegStart {
  /** What begins a marker. */
  static final int MARK = 0xFF;

  // Marker, length, precision, height, width, components; then three bytes a component.
  private static final int FRAME_HEADER = 10;
  private static final int COMPONENT = 3;
  private static final int MARKER_AND_LENGTH = 4;
  private static final int BITS = 8;
  private static final int MOST_SAMPLES = 4;

  /** The longest side that libjpeg decodes, in pixels. */
  private static final int LONGEST_SIDE = 65_500;

  /**
   * Far more segments and fill bytes than cameras write; bounds the work that one picture costs.
   */
  private static final int MAX_STEPS = 4096;

  final ByteBuffer bytes;
  private @Nullable JpegHeader frame;
  private int samples;
  private boolean isProgressive;
  private boolean isArithmetic;
  private boolean hasHuffmanTables;
  private int firstScan = -1;

  private JpegStart(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** The start of a JPEG; empty for what is none, or ends or is broken before its size. */
  static Optional<JpegStart> of(ByteString jpeg) {
    // Only what is in several pieces is copied.
    JpegStart start = new JpegStart(jpeg.asByteBuffer());
    return start.read() ? Optional.of(start) : Optional.empty();
  }

  JpegHeader frame() {
    if (frame == null) {
      throw new IllegalStateException("A JPEG without a frame header was not refused.");
    }
    return frame;
  }

  /** Its components' planes, where it has a first scan. */
  JpegPlanes planes() {
    int[] factors = new int[frame().components()];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = at(samples + COMPONENT * i + 1);
    }
    return new JpegPlanes(frame(), factors);
  }

  boolean hasHuffmanTables() {
    return hasHuffmanTables;
  }

  boolean isProgressive() {
    return isProgressive;
  }

  /** Whether its pixels are coded as almost every JPEG's are. */
  boolean isHuffmanCoded() {
    return !isArithmetic;
  }

  /** Its components, in the order of the frame's header; none where they are cut short. */
  List<JpegComponent> planeComponents() {
    List<JpegComponent> all = new ArrayList<>();
    int end = samples + COMPONENT * frame().components();
    for (int at = samples; end <= bytes.limit() && at < end; at += COMPONENT) {
      all.add(new JpegComponent(at(at), at(at + 1), at(at + 2)));
    }
    int mostHorizontal = all.stream().mapToInt(one -> one.horizontal).max().orElse(1);
    int mostVertical = all.stream().mapToInt(one -> one.vertical).max().orElse(1);
    all.forEach(one -> one.size(frame(), mostHorizontal, mostVertical));
    return all;
  }

  /** Where the first scan's marker stands; negative: the bytes end before it. */
  int firstScan() {
    return firstScan;
  }

  /** Whether the decoder reads more than one scan: it decodes the others without looking ahead. */
  boolean hasManyScans() {
    int inFirst = firstScan + MARKER_AND_LENGTH;
    boolean isWhole = firstScan >= 0 && inFirst < bytes.limit();
    return isWhole && (isProgressive || at(inFirst) < frame().components());
  }

  /** False: refused. */
  private boolean read() {
    if (bytes.limit() <= 2 || !isMarker(0, JpegMarker.START_OF_IMAGE) || at(2) != MARK) {
      return false;
    }
    int position = 2;
    for (int step = 0; position + MARKER_AND_LENGTH <= bytes.limit(); step++) {
      if (isMarker(position, JpegMarker.START_OF_SCAN)) {
        firstScan = position;
        break;
      }
      int length = step < MAX_STEPS && at(position) == MARK ? segment(position) : 0;
      if (length == 0) {
        return false;
      }
      position += length;
    }
    return frame != null;
  }

  /** Reads what a marker begins; its length with the marker, 0: refused. */
  private int segment(int position) {
    int marker = at(position + 1);
    if (marker == JpegMarker.FILL) {
      return 1;
    }
    if (JpegMarker.isBare(marker)) {
      return 2;
    }
    int length = unsigned16(position + 2);
    boolean isFine =
        JpegMarker.isStartOfFrame(marker)
            ? frame == null && frame(position, length)
            : JpegMarker.isOther(marker);
    hasHuffmanTables |= marker == JpegMarker.HUFFMAN_TABLES;
    return isFine && length >= 2 ? 2 + length : 0;
  }

  private boolean frame(int position, int length) {
    if (bytes.limit() - position < FRAME_HEADER) {
      return false;
    }
    int height = unsigned16(position + 5);
    int width = unsigned16(position + 7);
    int components = at(position + 9);
    frame = new JpegHeader(width, height, components);
    samples = position + FRAME_HEADER;
    isProgressive = JpegMarker.isProgressive(at(position + 1));
    isArithmetic = JpegMarker.isArithmetic(at(position + 1));
    return at(position + 4) == BITS
        && isSide(width)
        && isSide(height)
        && (components == 1 || components == 3 || components == 4)
        && length == FRAME_HEADER - 2 + COMPONENT * components
        && hasSamples(samples, components);
  }

  /** Whether the sampling factors that are there are allowed. */
  private boolean hasSamples(int position, int components) {
    for (int i = 0; i < components; i++) {
      int factors = position + COMPONENT * i + 1;
      if (factors < bytes.limit() && !(isFactor(at(factors) >> 4) && isFactor(at(factors) & 0xF))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFactor(int samples) {
    return samples >= 1 && samples <= MOST_SAMPLES;
  }

  static boolean isSide(int pixels) {
    return pixels >= 1 && pixels <= LONGEST_SIDE;
  }

  private boolean isMarker(int position, int marker) {
    return at(position) == MARK && at(position + 1) == marker;
  }

  private int unsigned16(int position) {
    return at(position) << 8 | at(position + 1);
  }

  private int at(int position) {
    return Byte.toUnsignedInt(bytes.get(position));
  }
}
