package throng.actors.batch;

import java.util.IdentityHashMap;
import java.util.Map;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.PendingFrame;

/**
 * How much is decoded before it is needed: a bounded number of pictures, and of bytes.
 *
 * <p>A picture that is cut into tiles stays decoded for many batches. It has room of its own, until
 * its last tile has run: were it to take the others' place, nothing could run between its tiles.
 *
 * <p>The bytes are the node's: networks that have active cameras have equal parts of them, and each
 * may have one picture.
 */
final class DecodeAhead {
  /** Red, green and blue as floats: what a pixel takes until a decoder has shown what it needs. */
  private static final double BYTES_PER_PIXEL = 12;

  private final int threads;
  private final Room whole;
  private final Room tiled;
  private int networks = 1;
  private int decoding;
  private double bytesPerPixel = BYTES_PER_PIXEL;

  /**
   * @param threads how many pictures are decoded at the same time
   * @param mostFrames how many are decoded, or are being decoded, ahead of the workers
   * @param mostTiled how many of those that are cut into tiles, with those that are being run
   * @param mostBytes how much memory each of the two kinds takes, of all networks together
   */
  DecodeAhead(int threads, int mostFrames, int mostTiled, long mostBytes) {
    this.threads = threads;
    this.whole = new Room(mostFrames, mostBytes);
    this.tiled = new Room(mostTiled, mostBytes);
  }

  /** So many networks share the threads and the memory from here on, this one among them. */
  void sharedBy(int all) {
    networks = all;
  }

  int networks() {
    return networks;
  }

  int threads() {
    return threads;
  }

  int mostFrames() {
    return whole.mostFrames;
  }

  /** Whether another picture may be given to the threads: each finds its next one waiting. */
  boolean hasThread() {
    return decoding < 2 * threads;
  }

  /** Whether a picture of any kind may be decoded. */
  boolean hasRoom() {
    return hasThread() && (whole.isFree(networks) || tiled.isFree(networks));
  }

  /** Whether this one may; always, where no other of its kind is. */
  boolean hasRoomFor(PendingFrame frame) {
    return room(frame).isFree(networks);
  }

  /** This frame is being decoded. */
  void started(PendingFrame frame) {
    decoding++;
    long pixels = frame.size().pixels() * frame.runsLeft();
    room(frame).hold(frame, (long) (pixels * bytesPerPixel));
  }

  /** It no longer is. */
  void finished(PendingFrame frame) {
    decoding--;
    left(frame);
    DecodedPicture picture = frame.picture();
    if (picture != null) {
      long pixels = frame.size().pixels() * frame.runsLeft();
      bytesPerPixel = (double) picture.bytes() / Math.max(1, pixels);
      room(frame).hold(frame, picture.bytes());
    }
  }

  /** A worker has it. */
  void given(PendingFrame frame) {
    whole.release(frame);
  }

  /** It is answered. */
  void left(PendingFrame frame) {
    whole.release(frame);
    tiled.release(frame);
  }

  private Room room(PendingFrame frame) {
    return frame.isTiled() ? tiled : whole;
  }

  private static final class Room {
    final int mostFrames;
    private final long mostBytes;
    private final Map<PendingFrame, Long> held = new IdentityHashMap<>();
    private long bytes;

    Room(int mostFrames, long mostBytes) {
      this.mostFrames = mostFrames;
      this.mostBytes = mostBytes;
    }

    boolean isFree(int networks) {
      return held.isEmpty() || held.size() < mostFrames && bytes < mostBytes / networks;
    }

    void hold(PendingFrame frame, long size) {
      held.put(frame, size);
      bytes += size;
    }

    void release(PendingFrame frame) {
      Long released = held.remove(frame);
      bytes -= released == null ? 0 : released;
    }
  }
}
