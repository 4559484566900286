package throng.actors.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import throng.actors.batch.BatchSettings.Policy;
import throng.actors.inference.PendingFrame;

/**
 * The frames that wait, camera by camera: which is decoded next, which is refused, which expire.
 *
 * <p>Pure, and used by one thread. Whose decoded frames make the next batch is decided by its
 * {@link Turns}. First in, first out is the same queue with all frames in one share.
 */
final class FairQueue {
  private static final Object EVERYBODY = "everybody";

  private final BatchSettings settings;
  private final BatchTimes times;
  private final Function<PendingFrame, Object> shareOf;
  private final Map<Object, CameraShare> shares = new LinkedHashMap<>();
  private final Turns turns;
  private int waitingFrames;
  private long waitingBytes;
  private int frames;

  /**
   * @param times how long a frame will take: which of a camera's frames can still be in time
   */
  FairQueue(BatchSettings settings, BatchTimes times) {
    this.settings = settings;
    this.times = times;
    this.shareOf = settings.policy() == Policy.FAIR ? PendingFrame::camera : frame -> EVERYBODY;
    this.turns = new Turns(settings);
  }

  /** Frames in the queue: waiting, being decoded, and decoded. */
  int size() {
    return frames;
  }

  /**
   * Takes a frame in.
   *
   * @return the frames that no longer have room: the newest of the cameras with most of them
   */
  List<PendingFrame> offer(PendingFrame frame, long now) {
    CameraShare share = share(frame);
    if (share.frames() == 0) {
      // What a camera did not ask for while it was away it has no claim on now.
      share.decodedPixels = Math.max(share.decodedPixels, leastDecodedPixels());
    }
    share.lastFrameNanos = now;
    share.waiting.addLast(frame);
    share.waitingBytes += bytes(frame);
    waitingFrames++;
    waitingBytes += bytes(frame);
    frames++;
    return refuseWhatIsTooMuch();
  }

  /**
   * The next frame to be decoded: of the camera for which least was decoded so far, its first one
   * that will still be in time when its turn comes.
   *
   * <p>A camera that floods is never served its first frame: by the time that its turn comes, that
   * one is too old. The frames that are passed over stay, and expire in their own time. First in,
   * first out passes over none.
   *
   * @param perCamera how many frames of one camera may be decoded ahead while others are active
   * @param inAll how many of a camera that is alone
   */
  Optional<PendingFrame> nextToDecode(int perCamera, int inAll, long now) {
    int most = turns.isOneAlone(now) ? inAll : perCamera;
    CameraShare next = null;
    for (CameraShare share : shares.values()) {
      boolean mayGo = !share.waiting.isEmpty() && share.ahead() < most;
      if (mayGo && (next == null || share.decodedPixels < next.decodedPixels)) {
        next = share;
      }
    }
    return Optional.ofNullable(next).map(share -> startDecoding(share, now));
  }

  /** A frame that {@link #nextToDecode} gave is decoded. */
  void decoded(PendingFrame frame, long now) {
    frame.ready(now);
    CameraShare share = share(frame);
    share.decoding--;
    share.decoded.addLast(frame);
  }

  /** A frame that {@link #nextToDecode} gave is out: it could not be decoded, or has expired. */
  void dropped(PendingFrame frame) {
    share(frame).decoding--;
    frames--;
  }

  /** The next batch's frames, of one size, fairly chosen; empty: none is decoded. */
  List<PendingFrame> take(Turns.Limits limits, long now) {
    List<PendingFrame> batch = turns.take(limits, now);
    frames -= batch.size();
    return batch;
  }

  /** Puts frames back that {@link #take} gave and that are not run after all; in their order. */
  void putBack(List<PendingFrame> unused) {
    for (int i = unused.size() - 1; i >= 0; i--) {
      share(unused.get(i)).putBack(unused.get(i));
    }
    frames += unused.size();
  }

  /** A frame that {@link #take} gave has expired: its camera keeps its turn. */
  void tookLate(PendingFrame frame) {
    share(frame).tookLate(frame);
  }

  /** Takes out what has expired, and forgets cameras that are gone. */
  List<PendingFrame> removeExpired(long now) {
    List<PendingFrame> expired = remove(frame -> frame.isExpiredAt(now), now);
    shares.values().removeIf(share -> turns.forgets(share, now));
    return expired;
  }

  /** Takes everything out but what is being decoded. */
  List<PendingFrame> removeAll(long now) {
    return remove(frame -> true, now);
  }

  private PendingFrame startDecoding(CameraShare share, long now) {
    PendingFrame frame = share.removeWaiting(next -> isInTime(next, now + share.expectedWait()));
    leaveWaiting(share, frame);
    share.decoding++;
    share.decodedPixels += frame.pixels();
    return frame;
  }

  // Its turn comes behind the batch that is under way then.
  private boolean isInTime(PendingFrame frame, long turn) {
    return settings.policy() == Policy.FIFO
        || !frame.isExpiredAt(turn + 2 * times.expected(frame.size(), 1));
  }

  private List<PendingFrame> refuseWhatIsTooMuch() {
    List<PendingFrame> refused = new ArrayList<>();
    while (waitingFrames > settings.maxWaitingFrames()) {
      refused.add(removeNewest(share -> share.waiting.size()));
    }
    while (waitingBytes > settings.maxWaitingBytes()) {
      refused.add(removeNewest(share -> share.waitingBytes));
    }
    return refused;
  }

  private PendingFrame removeNewest(ToLongFunction<CameraShare> measure) {
    CameraShare longest = null;
    for (CameraShare share : shares.values()) {
      if (longest == null || measure.applyAsLong(share) > measure.applyAsLong(longest)) {
        longest = share;
      }
    }
    if (longest == null) {
      throw new IllegalStateException("Frames wait that no camera has.");
    }
    PendingFrame newest = longest.waiting.removeLast();
    leaveWaiting(longest, newest);
    frames--;
    return newest;
  }

  private void leaveWaiting(CameraShare share, PendingFrame frame) {
    share.waitingBytes -= bytes(frame);
    waitingFrames--;
    waitingBytes -= bytes(frame);
  }

  private List<PendingFrame> remove(Predicate<PendingFrame> isOut, long now) {
    List<PendingFrame> out = new ArrayList<>();
    for (CameraShare share : shares.values()) {
      share.waiting.removeIf(
          frame -> {
            boolean goes = isOut.test(frame);
            if (goes) {
              leaveWaiting(share, frame);
              out.add(frame);
            }
            return goes;
          });
      share.decoded.removeIf(
          frame -> {
            boolean goes = isOut.test(frame);
            if (goes) {
              share.decodedPixels -= frame.pixels();
              share.waited(frame, now);
              out.add(frame);
            }
            return goes;
          });
    }
    frames -= out.size();
    return out;
  }

  private CameraShare share(PendingFrame frame) {
    return shares.computeIfAbsent(
        shareOf.apply(frame),
        key -> {
          CameraShare share = new CameraShare();
          turns.join(share);
          return share;
        });
  }

  private long leastDecodedPixels() {
    return shares.values().stream()
        .filter(share -> share.frames() > 0)
        .mapToLong(share -> share.decodedPixels)
        .min()
        .orElse(0);
  }

  private static long bytes(PendingFrame frame) {
    return frame.frame().jpeg().size();
  }
}
