package throng.actors.batch;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import throng.actors.inference.PendingFrame;

/**
 * Whose frame is decoded next: that of the camera for which least was decoded so far, in what the
 * devices spend on it. Where decoding is scarce, a camera that has had more than its part of the
 * threads' time comes behind those that have not, the one that had most last. Where it is not, no
 * part is too much: cameras that come and go make everybody's small. Of those that have only just
 * come one frame is ahead, as of one camera, before those that stay have theirs. Of those that have
 * not had too much, pictures that take long to decode come behind those that do not: a camera of
 * which nothing is known yet, or which comes under a new name each time, holds up nobody with them.
 *
 * <p>Native decoding cannot be interrupted. So a camera never has all threads while another is
 * active, of this network or another, and pictures that decode slowly never have all of them,
 * whosever they are: by what their JPEG tells, and by what the camera's last ones took.
 */
final class DecodeTurns {
  /** From this share of all threads' time on, decoding is scarce. */
  private static final double SCARCE = 0.5;

  /** What decodes for less goes in the order of what the devices spend, in nanoseconds. */
  private static final long ORDINARY = TimeUnit.MILLISECONDS.toNanos(20);

  private final DecodeAhead ahead;
  private final boolean isOneAlone;
  private final long now;
  private final int mostSlow;
  private final int slowOnes;
  private final double part;
  private final boolean isNewcomerAhead;

  /**
   * @param ahead how much may be decoded
   * @param isOneAlone whether no more than one camera of this network is active
   */
  DecodeTurns(DecodeAhead ahead, Collection<CameraShare> shares, boolean isOneAlone, long now) {
    this.ahead = ahead;
    this.isOneAlone = isOneAlone;
    this.now = now;
    this.mostSlow = Math.max(1, ahead.threads() - 1);
    int slow = 0;
    double spent = 0;
    boolean isNewOneAhead = false;
    for (CameraShare share : shares) {
      slow += share.decodeTime.isSlow(now) ? share.decoding : share.decodingSlow;
      spent += share.decodeTime.spent(now);
      isNewOneAhead |= share.isNew(now) && share.ahead() > 0;
    }
    this.slowOnes = slow;
    this.isNewcomerAhead = isNewOneAhead;
    double all = (double) ahead.threads() * DecodeTime.MEMORY / ahead.networks();
    this.part = spent < SCARCE * all ? all : all / Math.max(1, shares.size());
  }

  /** Whether this picture is foreseen to hold others up noticeably. */
  static boolean isSlow(PendingFrame frame) {
    return frame.foreseenDecodeNanos() >= DecodeTime.SLOW;
  }

  /** Whether it is so by that, or by what the camera's last ones took. */
  static boolean isSlow(CameraShare share, PendingFrame frame, long now) {
    return isSlow(frame) || share.decodeTime.isSlow(now);
  }

  /** Whether this camera may have another frame decoded now, if there is a thread for it. */
  boolean mayGo(CameraShare share) {
    int most = isOneAlone ? ahead.mostFrames() : Math.max(1, ahead.mostFrames() / 2);
    return !share.waiting.isEmpty() && share.ahead() < most;
  }

  /** Whether there is a thread for this frame of the camera. */
  boolean hasThread(CameraShare share, PendingFrame frame) {
    if (isSlow(share, frame, now)) {
      return slowOnes < mostSlow;
    }
    return isOneAlone && ahead.networks() == 1 || share.decoding < mostSlow;
  }

  /** Whether {@code one}'s frame comes before that of {@code other}, if there is one. */
  boolean isBefore(
      CameraShare one,
      PendingFrame frame,
      @Nullable CameraShare other,
      @Nullable PendingFrame otherFrame) {
    if (other == null || otherFrame == null) {
      return true;
    }
    if (isNewcomerAhead && one.isNew(now) != other.isNew(now)) {
      return other.isNew(now);
    }
    int order = Double.compare(tooMuch(one), tooMuch(other));
    order = order == 0 ? Integer.compare(length(frame), length(otherFrame)) : order;
    return order < 0 || order == 0 && one.decodedCost < other.decodedCost;
  }

  private double tooMuch(CameraShare share) {
    return Math.max(0, share.decodeTime.spent(now) - part);
  }

  /** 0 for what cameras send; one more for what decodes twice as long, and so on. */
  private static int length(PendingFrame frame) {
    return Long.SIZE - Long.numberOfLeadingZeros(frame.foreseenDecodeNanos() / ORDINARY);
  }
}
