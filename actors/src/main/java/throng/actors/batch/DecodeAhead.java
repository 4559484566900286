package throng.actors.batch;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.PendingFrame;

/** How much is decoded before it is needed: a bounded number of pictures, and of bytes. */
final class DecodeAhead {
  /** Red, green and blue as floats: what a pixel takes until a decoder has shown what it needs. */
  private static final double BYTES_PER_PIXEL = 12;

  private final int mostAtOnce;
  private final int mostFrames;
  private final long mostBytes;
  private final Map<PendingFrame, Long> held = new IdentityHashMap<>();
  private final Set<PendingFrame> decoding = Collections.newSetFromMap(new IdentityHashMap<>());
  private long bytes;
  private double bytesPerPixel = BYTES_PER_PIXEL;

  /**
   * @param mostAtOnce how many are decoded at the same time
   * @param mostFrames how many are decoded, or are being decoded, ahead of the workers
   * @param mostBytes how much memory they take
   */
  DecodeAhead(int mostAtOnce, int mostFrames, long mostBytes) {
    this.mostAtOnce = mostAtOnce;
    this.mostFrames = mostFrames;
    this.mostBytes = mostBytes;
  }

  int mostFrames() {
    return mostFrames;
  }

  /** Whether one more may be decoded; always, where nothing is. */
  boolean hasRoom() {
    return decoding.size() < mostAtOnce
        && (held.isEmpty() || held.size() < mostFrames && bytes < mostBytes);
  }

  /** This frame is being decoded. */
  void started(PendingFrame frame) {
    decoding.add(frame);
    hold(frame, (long) (frame.size().pixels() * bytesPerPixel));
  }

  /** It no longer is. */
  void finished(PendingFrame frame) {
    decoding.remove(frame);
    DecodedPicture picture = frame.picture();
    if (picture == null) {
      left(frame);
    } else {
      bytesPerPixel = (double) picture.bytes() / Math.max(1, frame.size().pixels());
      hold(frame, picture.bytes());
    }
  }

  /** A worker has it, or nobody wants it any more. */
  void left(PendingFrame frame) {
    Long released = held.remove(frame);
    bytes -= released == null ? 0 : released;
  }

  /** The frames that are being decoded. */
  Set<PendingFrame> decoding() {
    return decoding;
  }

  private void hold(PendingFrame frame, long size) {
    Long before = held.put(frame, size);
    bytes += size - (before == null ? 0 : before);
  }
}
