package throng.streams.frame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a JPEG's segments and scans as a decoder does, ITU-T T.81, annexes B and E, to see
 * whether all of its picture is there. One thread, one use.
 */
final class JpegWalk {
  private static final int TABLES = 4;
  private static final int STEPS = 64;
  private static final int MOST_COMPONENTS = 4;
  private static final int MOST_BLOCKS_PER_MCU = 10;
  private static final int MARKER_AND_LENGTH = 4;
  private static final int BLOCK = 8;

  /** Spectral selection's two bytes, and successive approximation's. */
  private static final int SCAN_END = 3;

  private final byte[] bytes;
  private final JpegHeader frame;
  private final boolean isProgressive;
  private final List<JpegComponent> components;
  private final JpegBits bits;
  // Where each table is defined. As in a decoder it is built once a scan uses it: there may be very
  // many definitions that none does.
  private final int[] dc = new int[TABLES];
  private final int[] ac = new int[TABLES];
  private final int[] steps = {1, 1, 1, 1};
  private int interval;
  private boolean lacksTables;

  JpegWalk(byte[] bytes, JpegStart start) {
    this.bytes = bytes;
    this.frame = start.frame();
    this.isProgressive = start.isProgressive();
    this.components = start.planeComponents();
    this.bits = new JpegBits(bytes);
  }

  /** Also where that cannot be told, since tables are missing. */
  boolean isWhole() {
    int at = 2;
    boolean isFine = true;
    while (isFine && !lacksTables) {
      at = JpegBits.nextMarker(bytes, at);
      if (at == bytes.length) {
        return false;
      }
      int marker = at(at + 1);
      if (marker == JpegMarker.END_OF_IMAGE) {
        return components.stream().allMatch(one -> one.begun);
      }
      if (JpegMarker.isBare(marker)) {
        at += 2;
        continue;
      }
      int end = segmentEnd(at);
      isFine = end <= bytes.length && segment(marker, at + MARKER_AND_LENGTH, end);
      at = marker == JpegMarker.START_OF_SCAN && isFine ? bits.nextMarker() : end;
    }
    return isFine;
  }

  /** Where the segment ends; beyond the bytes if it is cut short. */
  private int segmentEnd(int marker) {
    int length =
        marker + MARKER_AND_LENGTH <= bytes.length ? at(marker + 2) << 8 | at(marker + 3) : 0;
    return length < 2 ? Integer.MAX_VALUE : marker + 2 + length;
  }

  private boolean segment(int marker, int from, int to) {
    return switch (marker) {
      case JpegMarker.HUFFMAN_TABLES -> tables(from, to);
      case JpegMarker.QUANTISATION_TABLES -> quantisation(from, to);
      case JpegMarker.RESTART_INTERVAL -> interval(from, to);
      case JpegMarker.START_OF_SCAN -> scan(from, to);
      case JpegMarker.START_OF_IMAGE -> false;
      default -> true;
    };
  }

  private boolean tables(int from, int to) {
    int at = from;
    while (at < to) {
      int which = at(at);
      int length = JpegHuffman.length(bytes, at + 1, to);
      if (length > to - at - 1 || (which & 0xF) >= TABLES || which >> 4 > 1) {
        return false;
      }
      (which >> 4 == 0 ? dc : ac)[which & 0xF] = at + 1;
      at += 1 + length;
    }
    return true;
  }

  /** Of each table only the first coefficient's step is of interest. */
  private boolean quantisation(int from, int to) {
    int at = from;
    while (at < to) {
      boolean isLong = at(at) >> 4 != 0;
      int end = at + 1 + (isLong ? 2 : 1) * STEPS;
      if (end > to) {
        return false;
      }
      steps[at(at) & TABLES - 1] = isLong ? at(at + 1) << 8 | at(at + 2) : at(at + 1);
      at = end;
    }
    return true;
  }

  private boolean interval(int from, int to) {
    if (to - from < 2) {
      return false;
    }
    interval = at(from) << 8 | at(from + 1);
    return true;
  }

  private boolean scan(int from, int to) {
    int number = from < to ? at(from) : 0;
    if (number < 1 || number > MOST_COMPONENTS || to - from != 1 + 2 * number + SCAN_END) {
      return false;
    }
    List<JpegComponent> scanned = new ArrayList<>(number);
    for (int at = from + 1; at < to - SCAN_END; at += 2) {
      JpegComponent one = component(at(at));
      if (one == null || scanned.contains(one)) {
        return false;
      }
      int dcAt = dc[at(at + 1) >> 4 & TABLES - 1];
      int acAt = ac[at(at + 1) & TABLES - 1];
      one.dc = table(dcAt);
      one.ac = table(acAt);
      if (dcAt > 0 && one.dc == null || acAt > 0 && one.ac == null) {
        return false;
      }
      one.begin(steps[one.quantisation & TABLES - 1]);
      scanned.add(one);
    }
    if (isProgressive && at(to - SCAN_END) > 0 && number > 1) {
      return false; // Only the first coefficients may be interleaved.
    }
    bits.begin(to);
    return passed(scanned, blocks(to - SCAN_END));
  }

  private @Nullable JpegHuffman table(int at) {
    return at == 0 ? null : JpegHuffman.of(bytes, at, bytes.length).orElse(null);
  }

  private @Nullable JpegComponent component(int id) {
    return components.stream().filter(one -> one.id == id).findFirst().orElse(null);
  }

  private JpegBlocks blocks(int at) {
    return isProgressive
        ? ProgressiveBlocks.of(bits, at(at), at(at + 1), at(at + 2) >> 4, at(at + 2) & 0xF)
        : new SequentialBlocks(bits);
  }

  private boolean passed(List<JpegComponent> scanned, JpegBlocks blocks) {
    if (scanned.stream().anyMatch(one -> !blocks.hasTables(one))) {
      lacksTables = true;
      return true;
    }
    boolean isFine =
        scanned.size() == 1 ? alone(scanned.get(0), blocks) : interleaved(scanned, blocks);
    scanned.forEach(one -> one.begun |= blocks.begins());
    return isFine;
  }

  private boolean alone(JpegComponent one, JpegBlocks blocks) {
    for (int block = 0; block < one.blocks(); block++) {
      if (!restarted(block, blocks) || !blocks.pass(one, block) || bits.isOverrun()) {
        return false;
      }
    }
    return true;
  }

  private boolean interleaved(List<JpegComponent> scanned, JpegBlocks blocks) {
    List<JpegComponent> mcu = new ArrayList<>();
    scanned.forEach(one -> mcu.addAll(Collections.nCopies(one.blocksPerMcu(), one)));
    if (mcu.size() > MOST_BLOCKS_PER_MCU) {
      return false;
    }
    JpegComponent[] each = mcu.toArray(new JpegComponent[0]);
    int mcus = mcus();
    for (int i = 0; i < mcus; i++) {
      if (!restarted(i, blocks) || !passed(each, blocks) || bits.isOverrun()) {
        return false;
      }
    }
    return true;
  }

  private static boolean passed(JpegComponent[] mcu, JpegBlocks blocks) {
    for (JpegComponent one : mcu) {
      if (!blocks.pass(one, 0)) {
        return false;
      }
    }
    return true;
  }

  private int mcus() {
    int horizontal = components.stream().mapToInt(one -> one.horizontal).max().orElse(1);
    int vertical = components.stream().mapToInt(one -> one.vertical).max().orElse(1);
    return JpegComponent.roundedUp(frame.width(), BLOCK * horizontal)
        * JpegComponent.roundedUp(frame.height(), BLOCK * vertical);
  }

  /** Passes over the marker before an interval's first MCU, where it is one. */
  private boolean restarted(int mcu, JpegBlocks blocks) {
    if (interval == 0 || mcu == 0 || mcu % interval != 0) {
      return true;
    }
    blocks.restart();
    components.forEach(JpegComponent::restart);
    return bits.restart(mcu / interval - 1 & 7);
  }

  private int at(int position) {
    return bytes[position] & 0xFF;
  }
}
