package throng.actors.batch;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Whose frame is decoded next: that of the camera for which least was decoded so far, in what the
 * devices spend on it. Where decoding is scarce, a camera that has had more than its part of the
 * threads' time comes behind those that have not, the one that had most last. Where it is not, no
 * part is too much: cameras that come and go make everybody's small. Of those that have only just
 * come one frame is ahead, as of one camera, before those that stay have theirs.
 *
 * <p>Native decoding cannot be interrupted. So a camera never has all threads while another is
 * active, and pictures that decode slowly never have all of them, whosever they are.
 */
final class DecodeTurns {
  /** From this share of all threads' time on, decoding is scarce. */
  private static final double SCARCE = 0.5;

  private final DecodeAhead ahead;
  private final Collection<CameraShare> shares;
  private final boolean isOneAlone;
  private final long now;
  private final int mostSlow;
  private final double part;
  private final boolean isNewcomerAhead;

  /**
   * @param ahead how much may be decoded
   * @param isOneAlone whether no more than one camera is active
   */
  DecodeTurns(DecodeAhead ahead, Collection<CameraShare> shares, boolean isOneAlone, long now) {
    this.ahead = ahead;
    this.shares = shares;
    this.isOneAlone = isOneAlone;
    this.now = now;
    this.mostSlow = Math.max(1, ahead.threads() - 1);
    this.part = part();
    this.isNewcomerAhead = shares.stream().anyMatch(share -> share.isNew(now) && share.ahead() > 0);
  }

  private double part() {
    double all = (double) ahead.threads() * DecodeTime.MEMORY;
    double spent = shares.stream().mapToDouble(share -> share.decodeTime.spent(now)).sum();
    return spent < SCARCE * all ? all : all / Math.max(1, shares.size());
  }

  /** Whether this camera may have another frame decoded now. */
  boolean mayGo(CameraShare share) {
    int most = isOneAlone ? ahead.mostFrames() : Math.max(1, ahead.mostFrames() / 2);
    return !share.waiting.isEmpty() && share.ahead() < most && hasThread(share);
  }

  private boolean hasThread(CameraShare share) {
    if (share.decodeTime.isSlow(now)) {
      return slowOnes() < mostSlow;
    }
    return isOneAlone || share.decoding < mostSlow;
  }

  private int slowOnes() {
    return shares.stream()
        .filter(share -> share.decodeTime.isSlow(now))
        .mapToInt(share -> share.decoding)
        .sum();
  }

  /** Whether {@code one} comes before {@code other}. */
  boolean isBefore(CameraShare one, @Nullable CameraShare other) {
    if (other == null) {
      return true;
    }
    if (isNewcomerAhead && one.isNew(now) != other.isNew(now)) {
      return other.isNew(now);
    }
    int byDecoding = Double.compare(tooMuch(one), tooMuch(other));
    return byDecoding < 0 || byDecoding == 0 && one.decodedCost < other.decodedCost;
  }

  private double tooMuch(CameraShare share) {
    return Math.max(0, share.decodeTime.spent(now) - part);
  }
}
