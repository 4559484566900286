package throng.edge.camera;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Breaks off what FFmpeg does on a network once it has taken too long, has read too much for one
 * packet, or has been sent on too far.
 */
final class Patience implements AutoCloseable {
  /** FFmpeg's numbers are others: more was read for one packet than it may have. */
  static final int TOO_MUCH = Integer.MIN_VALUE + 1;

  /** Sent on to another host, or too often. */
  static final int SENT_ON = Integer.MIN_VALUE + 2;

  /** JavaCPP has room for a few callbacks only, so that all readers share one. */
  private static final Interrupt INTERRUPT = new Interrupt();

  private static final Map<Long, Patience> ASKED = new ConcurrentHashMap<>();

  // Its address tells which reader FFmpeg asks for.
  private final LongPointer key = new LongPointer(1);
  private final long nanos;
  private final long mostBytes;
  private final Optional<Redirections> redirections;
  private volatile long deadline;
  private volatile long mayHaveRead = Long.MAX_VALUE;
  private volatile @Nullable AVFormatContext opening;
  private volatile @Nullable AVIOContext bytes;
  private volatile int reason;

  /**
   * @param mostBytes of one packet
   * @param redirections what is checked while it is opened; empty: nothing
   */
  Patience(Duration patience, long mostBytes, Optional<Redirections> redirections) {
    this.nanos = patience.toNanos();
    this.mostBytes = mostBytes;
    this.redirections = redirections;
    this.deadline = System.nanoTime() + nanos;
    ASKED.put(key.address(), this);
  }

  /** Has the context asked while it is opened. */
  void watch(AVFormatContext context) {
    opening = context;
    AVIOInterruptCB asked = context.interrupt_callback();
    asked.callback(INTERRUPT);
    asked.opaque(key);
  }

  /** FFmpeg may free the context from now on, if it has failed to open it. */
  void opened() {
    opening = null;
  }

  /** The time starts anew. */
  void begin() {
    deadline = System.nanoTime() + nanos;
  }

  /**
   * The bytes start anew.
   *
   * @param beside so many are read beside a packet's
   */
  void measure(AVFormatContext context, long beside) {
    AVIOContext from = context.pb();
    bytes = from;
    if (from != null && !from.isNull() && mostBytes < Long.MAX_VALUE) {
      mayHaveRead = from.bytes_read() + mostBytes + beside;
    }
  }

  /** FFmpeg's number for what came of it, or ours where it was broken off for a reason of ours. */
  int code(int ffmpegs) {
    if (reason == 0 && hasReadTooMuch()) {
      reason = TOO_MUCH;
    }
    return reason == 0 ? ffmpegs : reason;
  }

  /** FFmpeg closes the context: it frees it before it closes what it read from. */
  void closing() {
    bytes = null;
  }

  @Override
  public void close() {
    ASKED.remove(key.address());
    key.close();
  }

  private boolean isOver() {
    if (hasReadTooMuch()) {
      reason = TOO_MUCH;
    } else if (isSentOn()) {
      reason = SENT_ON;
    }
    return reason != 0 || deadline - System.nanoTime() < 0;
  }

  private boolean hasReadTooMuch() {
    AVIOContext from = bytes;
    return from != null && !from.isNull() && from.bytes_read() > mayHaveRead;
  }

  private boolean isSentOn() {
    AVFormatContext context = opening;
    if (context == null || redirections.isEmpty()) {
      return false;
    }
    BytePointer address = context.url();
    return address != null
        && !address.isNull()
        && redirections.get().isTooFar(address.address(), address::getString);
  }

  private static final class Interrupt extends AVIOInterruptCB.Callback_Pointer {
    @Override
    public int call(Pointer opaque) {
      Patience asked = ASKED.get(opaque.address());
      return asked == null || asked.isOver() ? 1 : 0;
    }
  }
}
