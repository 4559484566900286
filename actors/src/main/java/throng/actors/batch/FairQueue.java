package throng.actors.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import throng.actors.batch.BatchSettings.Policy;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.TensorSize;

/**
 * The frames that wait, camera by camera: which is decoded next, which is refused, which expire.
 *
 * <p>Pure, and used by one thread. Whose decoded frames make the next batch is decided by its
 * {@link DeficitRoundRobin}. First in, first out is the same queue with all frames in one share.
 */
final class FairQueue {
  private static final Object EVERYBODY = "everybody";

  private final BatchSettings settings;
  private final RunTimes times;
  private final Function<PendingFrame, Object> shareOf;
  private final Map<Object, CameraShare> shares = new LinkedHashMap<>();
  private final DeficitRoundRobin turns;
  private int waitingFrames;
  private long waitingBytes;
  private int frames;

  /**
   * @param times what a frame costs, and which of a camera's frames can still be in time
   */
  FairQueue(BatchSettings settings, RunTimes times) {
    this.settings = settings;
    this.times = times;
    this.shareOf =
        settings.policy() == Policy.FAIR ? frame -> frame.origin().camera() : frame -> EVERYBODY;
    this.turns = new DeficitRoundRobin(settings);
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
    CameraShare share = shareOrNew(frame, now);
    if (share.frames() == 0) {
      // What a camera did not ask for while it was away it has no claim on now.
      share.decodedCost = Math.max(share.decodedCost, leastDecodedCost());
      share.decodeTime.startAt(leastDecodeTime(now), now);
    }
    price(share, frame);
    share.lastFrameNanos = now;
    share.waiting.addLast(frame);
    share.waitingBytes += bytes(frame);
    waitingFrames++;
    waitingBytes += bytes(frame);
    frames++;
    return refuseWhatIsTooMuch();
  }

  /**
   * The next frame to be decoded: of the camera whose {@linkplain DecodeTurns turn} it is, its
   * first one that will still be in time when its turn comes.
   *
   * <p>A camera that floods is never served its first frame: by the time that its turn comes, that
   * one is too old. The frames that are passed over stay, and expire in their own time; so do those
   * of a camera whose pictures in tiles {@linkplain TiledTries came too late}. First in, first out
   * passes over none.
   */
  Optional<PendingFrame> nextToDecode(DecodeAhead ahead, long now) {
    if (waitingFrames == 0) {
      return Optional.empty();
    }
    welcomeThoseOfAge(now);
    DecodeTurns order = new DecodeTurns(ahead, shares.values(), turns.isOneAlone(now), now);
    CameraShare next = null;
    PendingFrame frame = null;
    for (CameraShare share : shares.values()) {
      PendingFrame candidate = order.mayGo(share) ? nextWaiting(share, now) : null;
      if (candidate != null
          && order.hasThread(share, candidate)
          && order.isBefore(share, candidate, next, frame)
          && ahead.hasRoomFor(candidate)) {
        next = share;
        frame = candidate;
      }
    }
    if (next != null && frame != null) {
      startDecoding(next, frame);
    }
    return Optional.ofNullable(frame);
  }

  /** Whether a frame that {@link #nextToDecode} gave is expected to hold others up noticeably. */
  boolean decodesSlowly(PendingFrame frame, long now) {
    return DecodeTurns.isSlow(share(frame), frame, now);
  }

  /**
   * A frame that {@link #nextToDecode} gave is decoded.
   *
   * @param took how much of a processor it took, in nanoseconds
   */
  void decoded(PendingFrame frame, long took, long now) {
    frame.ready(now);
    leaveDecoding(frame, took, now).decoded.addLast(frame);
  }

  /**
   * A frame that {@link #nextToDecode} gave is out: it could not be decoded, or has expired.
   *
   * @param took how much of a processor it took, in nanoseconds
   */
  void dropped(PendingFrame frame, long took, long now) {
    CameraShare share = leaveDecoding(frame, took, now);
    if (frame.picture() != null && frame.isExpiredAt(now)) {
      share.tries.tooLate(frame, now);
    }
    frames--;
  }

  /** A frame that {@link #take} gave has further runs before it: it waits for its next turn. */
  void goesOn(PendingFrame frame, long now) {
    frame.ready(now);
    CameraShare share = shareOrNew(frame, now);
    price(share, frame);
    share.decoded.addFirst(frame);
    frames++;
  }

  /** The next batch's frames, of one size, fairly chosen; empty: none is decoded. */
  List<PendingFrame> take(DeficitRoundRobin.Limits limits, long now) {
    List<PendingFrame> batch = turns.take(limits, now);
    frames -= batch.size();
    return batch;
  }

  /** What one of the decoded frames is to the network; empty: none is decoded. */
  Optional<TensorSize> decodedSize() {
    for (CameraShare share : shares.values()) {
      PendingFrame first = share.decoded.peekFirst();
      if (first != null) {
        return Optional.of(first.size());
      }
    }
    return Optional.empty();
  }

  /** Puts frames back that {@link #take} gave and that are not run after all; in their order. */
  void putBack(List<PendingFrame> unused) {
    for (int i = unused.size() - 1; i >= 0; i--) {
      share(unused.get(i)).putBack(unused.get(i));
    }
    frames += unused.size();
  }

  /** A frame that {@link #take} gave has expired: its camera keeps its turn. */
  void tookLate(PendingFrame frame, long now) {
    share(frame).tookLate(frame, now);
  }

  /** A frame that {@link #take} gave had its last run; its camera may be forgotten since. */
  void ended(PendingFrame frame) {
    CameraShare share = shares.get(shareOf.apply(frame));
    if (share != null) {
      share.tries.inTime(frame);
    }
  }

  /** Whether no camera is active. */
  boolean isIdle(long now) {
    return turns.isIdle(now);
  }

  /** How many parts of a device's time the cameras here are worth. */
  int parts(long now) {
    return turns.parts(now);
  }

  /** Takes out what has expired, and forgets cameras that are gone. */
  List<PendingFrame> removeExpired(long now) {
    List<PendingFrame> expired = removeIf(frame -> frame.isExpiredAt(now), now);
    shares.values().removeIf(share -> turns.forgets(share, now));
    return expired;
  }

  /** Takes out what {@code isOut}, but for what is being decoded. */
  List<PendingFrame> removeIf(Predicate<PendingFrame> isOut, long now) {
    List<PendingFrame> out = new ArrayList<>();
    for (CameraShare share : shares.values()) {
      int before = out.size();
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
              share.outUnrun(frame, now);
              share.waited(frame, now);
              out.add(frame);
            }
            return goes;
          });
      share.lastFrameNanos = out.size() > before ? now : share.lastFrameNanos;
    }
    frames -= out.size();
    return out;
  }

  // What a camera did not get while it was new it has no claim on either.
  private void welcomeThoseOfAge(long now) {
    List<CameraShare> ofAge = new ArrayList<>();
    for (CameraShare share : shares.values()) {
      if (share.comesOfAge(now)) {
        ofAge.add(share);
      }
    }
    if (!ofAge.isEmpty()) {
      long least =
          shares.values().stream()
              .filter(share -> !share.isNew(now) && !ofAge.contains(share) && share.frames() > 0)
              .mapToLong(share -> share.decodedCost)
              .min()
              .orElse(0);
      ofAge.forEach(share -> share.decodedCost = Math.max(share.decodedCost, least));
    }
  }

  private @Nullable PendingFrame nextWaiting(CameraShare share, long now) {
    if (settings.policy() == Policy.FIFO) {
      return share.waiting.peekFirst();
    }
    return share.nextWaiting(next -> isInTime(next, now + share.expectedWait()), now).orElse(null);
  }

  private void startDecoding(CameraShare share, PendingFrame frame) {
    share.waiting.remove(frame);
    leaveWaiting(share, frame);
    price(share, frame);
    share.decoding++;
    share.decodingSlow += DecodeTurns.isSlow(frame) ? 1 : 0;
    share.decodedCost += frame.runsLeft() * frame.cost();
  }

  private void price(CameraShare share, PendingFrame frame) {
    share.price(frame, times.cost(frame.size()));
  }

  private CameraShare leaveDecoding(PendingFrame frame, long took, long now) {
    CameraShare share = share(frame);
    share.decoding--;
    share.decodingSlow -= DecodeTurns.isSlow(frame) ? 1 : 0;
    share.decodeTime.add(took, now);
    share.tries.decoded(frame, took);
    return share;
  }

  // Its turn comes behind the batch that is under way then.
  private boolean isInTime(PendingFrame frame, long turn) {
    long runs = 1L + frame.runsLeft();
    return !frame.isExpiredAt(turn + runs * times.expected(frame.size(), 1));
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

  private CameraShare shareOrNew(PendingFrame frame, long now) {
    return shares.computeIfAbsent(shareOf.apply(frame), key -> turns.join(now));
  }

  private CameraShare share(PendingFrame frame) {
    return Objects.requireNonNull(shares.get(shareOf.apply(frame)), "a camera that has frames");
  }

  private long leastDecodedCost() {
    return shares.values().stream()
        .filter(share -> share.frames() > 0)
        .mapToLong(share -> share.decodedCost)
        .min()
        .orElse(0);
  }

  private double leastDecodeTime(long now) {
    return shares.values().stream()
        .filter(share -> share.frames() > 0)
        .mapToDouble(share -> share.decodeTime.spent(now))
        .min()
        .orElse(0);
  }

  private static long bytes(PendingFrame frame) {
    return frame.frame().jpeg().size();
  }
}
