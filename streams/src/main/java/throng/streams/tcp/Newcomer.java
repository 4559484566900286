package throng.streams.tcp;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A peer that has not been admitted yet, or ever, or has left. Its state is guarded by its {@link
 * Unadmitted}.
 */
final class Newcomer implements Peer {
  // What came with the connection is read within a millisecond or two; while the machine is busy,
  // within some. A flood is accepted no faster than the bound divided by this.
  private static final long FRESH = Duration.ofMillis(20).toNanos();

  // A flood of handshakes, each of which costs a millisecond or more, is slowed by as much more,
  // whether they are refused, end by themselves, or go on.
  private static final long FRESH_ENCRYPTED = Duration.ofMillis(250).toNanos();

  private static final long REFUSED = -1;

  private final Unadmitted others;
  private final InetSocketAddress address;
  private final PeerNetwork network;

  private boolean isReading;
  private long readsSince;
  private boolean beganToEncrypt;
  private boolean isJudged;
  private long worth;
  private boolean hasLeft;
  private boolean isOver;
  private @Nullable Runnable close;

  Newcomer(Unadmitted others, InetSocketAddress address) {
    this.others = others;
    this.address = address;
    this.network = PeerNetwork.of(address);
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  PeerNetwork network() {
    return network;
  }

  /**
   * Its stream is there.
   *
   * @param close ends it; must not block
   */
  void closedBy(Runnable close) {
    synchronized (others) {
      this.close = close;
    }
  }

  @Override
  public boolean isGone() {
    synchronized (others) {
      return isOver;
    }
  }

  /** Its stream has begun to read. */
  void reads() {
    synchronized (others) {
      isReading = true;
      readsSince = others.now();
    }
  }

  /** So many bytes came. */
  void sent(int bytes) {
    synchronized (others) {
      if (worth != REFUSED) {
        worth += bytes;
      }
    }
  }

  @Override
  public void encrypts() {
    synchronized (others) {
      beganToEncrypt = true;
    }
  }

  @Override
  public void judged() {
    synchronized (others) {
      isJudged = true;
    }
  }

  @Override
  public void waits() {
    synchronized (others) {
      isJudged = false;
    }
  }

  @Override
  public void admitted() {
    synchronized (others) {
      if (!hasLeft) {
        others.remove(this);
      }
    }
  }

  @Override
  public void left() {
    synchronized (others) {
      hasLeft = true;
      isJudged = false;
      if (!isOver) {
        others.addAgain(this);
      }
    }
    others.crowdedOut().ifPresent(Newcomer::close);
  }

  @Override
  public void refused() {
    synchronized (others) {
      isJudged = false;
      worth = REFUSED;
    }
  }

  /** Whether it may make room: what came with the connection has been read and decided on. */
  boolean mayGo(long now) {
    return close != null
        && isReading
        && !isJudged
        && ((worth == REFUSED && !beganToEncrypt) || now - freshUntil() >= 0);
  }

  /** Whether its place is to be free only when it is not fresh any more, however soon it ends. */
  boolean keepsPlace() {
    return isReading && beganToEncrypt && !hasLeft;
  }

  long freshUntil() {
    return readsSince + (beganToEncrypt ? FRESH_ENCRYPTED : FRESH);
  }

  /** Bytes that came; less than none: it was refused. The one with the least goes first. */
  long worth() {
    return worth;
  }

  boolean hasLeft() {
    synchronized (others) {
      return hasLeft;
    }
  }

  void close() {
    Runnable ends;
    synchronized (others) {
      ends = close;
    }
    if (ends != null) {
      ends.run();
    }
  }

  /** Its connection has ended, or is about to; true: that is news. */
  boolean end() {
    synchronized (others) {
      boolean isNews = !isOver;
      isOver = true;
      others.ended(this);
      return isNews;
    }
  }
}
