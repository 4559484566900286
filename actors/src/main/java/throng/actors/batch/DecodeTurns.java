package throng.actors.batch;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Whose frame is decoded next: that of the camera for which least was decoded so far, in what the
 * devices spend on it. A camera that has had more than its part of the decoding threads' time comes
 * behind those that have not, the one that had most last.
 *
 * <p>Native decoding cannot be interrupted. So a camera never has all threads while another is
 * active, and pictures that decode slowly never have all of them, whosever they are.
 */
final class DecodeTurns {
  private final DecodeAhead ahead;
  private final Collection<CameraShare> shares;
  private final boolean isOneAlone;
  private final long now;
  private final int mostSlow;

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
    int byDecoding = Double.compare(tooMuch(one), tooMuch(other));
    return byDecoding < 0 || byDecoding == 0 && one.decodedCost < other.decodedCost;
  }

  private double tooMuch(CameraShare share) {
    double part = (double) ahead.threads() * DecodeTime.MEMORY / Math.max(1, shares.size());
    return Math.max(0, share.decodeTime.spent(now) - part);
  }
}
