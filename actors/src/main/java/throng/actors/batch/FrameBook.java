package throng.actors.batch;

import static throng.streams.frame.SkipReason.EXPIRED;
import static throng.streams.frame.SkipReason.MODEL_FAILED;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import throng.actors.inference.PendingFrame;
import throng.streams.frame.SkipReason;

/**
 * Where each frame is that the batcher has, and how it ends: one entry a frame, from the moment
 * that it comes until nobody has it any more, in the order in which they came.
 */
final class FrameBook {
  static final String TOO_LATE = "Its answer would have come too late.";

  private enum Place {
    /** The queue has it: it waits to be decoded, or for its turn. */
    QUEUE,
    /** A decoding thread has it. */
    DECODER,
    /** A worker has it. */
    WORKER,
    /** A worker died with it in hand: it is tried once more, alone. */
    SUSPECTS
  }

  private final FairQueue queue;
  private final DecodeAhead ahead;
  private final Map<PendingFrame, Place> places = new LinkedHashMap<>();
  private int suspects;

  FrameBook(FairQueue queue, DecodeAhead ahead) {
    this.queue = queue;
    this.ahead = ahead;
  }

  /** A frame is new. */
  void came(PendingFrame frame) {
    put(frame, Place.QUEUE);
  }

  /** A decoding thread gets it. */
  void decodes(PendingFrame frame) {
    ahead.started(frame);
    put(frame, Place.DECODER);
  }

  /** The decoding thread is done with it. */
  void decoded(PendingFrame frame) {
    ahead.finished(frame);
    put(frame, Place.QUEUE);
  }

  /** A worker gets it. */
  void runs(PendingFrame frame) {
    ahead.given(frame);
    put(frame, Place.WORKER);
  }

  /** The worker is done with it: it is answered, or has further runs before it. */
  void ran(PendingFrame frame, long now) {
    if (frame.isAnswered()) {
      queue.ended(frame);
      remove(frame);
    } else {
      put(frame, Place.QUEUE);
      queue.goesOn(frame, now);
    }
  }

  /**
   * The worker has died with it.
   *
   * @param over why no frame is tried once more; null: it may be
   */
  void lost(PendingFrame frame, @Nullable Departure over) {
    ahead.left(frame);
    put(frame, Place.SUSPECTS);
    if (frame.isAnswered()) {
      remove(frame);
    } else if (over != null) {
      end(frame, over);
    } else if (!frame.survivesWorker()) {
      end(frame, MODEL_FAILED, "The network broke down twice with this picture.");
    }
  }

  /** How many frames there are, answered ones that somebody still has among them. */
  int size() {
    return places.size();
  }

  /** Whether a worker died with one that is to be tried once more. */
  boolean hasSuspects() {
    return suspects > 0;
  }

  /** The first frame with which a worker died and that is still in time. */
  Optional<PendingFrame> nextSuspect(long now) {
    if (suspects > 0) {
      find(frame -> places.get(frame) == Place.SUSPECTS && frame.isExpiredAt(now))
          .forEach(this::expire);
    }
    return suspects == 0
        ? Optional.empty()
        : find(frame -> places.get(frame) == Place.SUSPECTS).stream().findFirst();
  }

  /** Whether nobody waits for an answer. */
  boolean isAllAnswered() {
    return places.keySet().stream().allMatch(PendingFrame::isAnswered);
  }

  /** Answers a frame. If a thread works on it, it is had until it comes back from there. */
  void end(PendingFrame frame, SkipReason reason, String sentence) {
    frame.skip(reason, sentence);
    answered(frame);
  }

  /** The same for one that is not finished any more. */
  void end(PendingFrame frame, Departure why) {
    why.skip(frame);
    answered(frame);
  }

  private void answered(PendingFrame frame) {
    Place place = places.get(frame);
    if (place != Place.DECODER && place != Place.WORKER) {
      remove(frame);
    }
  }

  void expire(PendingFrame frame) {
    end(frame, EXPIRED, TOO_LATE);
  }

  /** Answers all these. */
  void endAll(Predicate<PendingFrame> which, SkipReason reason, String sentence, long now) {
    queue.removeIf(which, now);
    find(which).forEach(frame -> end(frame, reason, sentence));
  }

  /** Answers all that there are. */
  void endAll(Departure why, long now) {
    queue.removeIf(any -> true, now);
    find(any -> true).forEach(frame -> end(frame, why));
  }

  private List<PendingFrame> find(Predicate<PendingFrame> which) {
    return places.keySet().stream().filter(which).toList();
  }

  private void put(PendingFrame frame, Place place) {
    moved(places.put(frame, place), place);
  }

  private void remove(PendingFrame frame) {
    frame.release();
    ahead.left(frame);
    moved(places.remove(frame), null);
  }

  private void moved(@Nullable Place from, @Nullable Place to) {
    suspects -= from == Place.SUSPECTS ? 1 : 0;
    suspects += to == Place.SUSPECTS ? 1 : 0;
  }
}
