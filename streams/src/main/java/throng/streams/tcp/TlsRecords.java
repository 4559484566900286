package throng.streams.tcp;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * One connection's TLS, as bytes in and out: what came from the peer becomes plain, what is plain
 * becomes records for the peer. Between two calls it holds what is not a whole record yet and what
 * was not asked for, and no buffer of its own: a peer whose handshake stalls costs little more than
 * its {@link SSLEngine}. Used by one thread at a time.
 */
final class TlsRecords {
  /** As much is encrypted or decrypted at once, in bytes; some records. */
  private static final int PART = 1 << 16;

  private static final ThreadLocal<Scratch> SCRATCH =
      ThreadLocal.withInitial(
          () -> new Scratch(ByteBuffer.allocate(PART), ByteBuffer.allocate(PART)));

  private final SSLEngine engine;
  private final Consumer<SSLSession> over;
  private final EmptyRecords empty = new EmptyRecords(System::nanoTime);
  private ByteString plain = ByteString.emptyByteString();
  private ByteString came = ByteString.emptyByteString();
  private boolean isCut;
  private boolean isIdle;
  private boolean isOver;

  /** What is wrong behind what could be decrypted. */
  private @Nullable SSLException broken;

  private record Scratch(ByteBuffer from, ByteBuffer to) {
    Scratch with(ByteString bytes) {
      bytes.copyToBuffer(from.clear());
      from.flip();
      to.clear();
      return this;
    }

    ByteString result() {
      return ByteString.fromByteBuffer(to.flip());
    }
  }

  /**
   * @param over told once the handshake is over, before anything is decrypted
   */
  TlsRecords(SSLEngine engine, Consumer<SSLSession> over) {
    this.engine = engine;
    this.over = over;
  }

  /** Begins the handshake, whichever side this is. */
  void begin() throws SSLException {
    engine.beginHandshake();
  }

  /** Whether the handshake is over. */
  boolean isOver() {
    return isOver;
  }

  /** Takes bytes for the peer; they are sent once the handshake is over. */
  void encrypt(ByteString bytes) {
    plain = plain.concat(bytes);
    isIdle = false;
  }

  /** Whether nothing waits that is to be encrypted. */
  boolean isAllEncrypted() {
    return plain.isEmpty();
  }

  /** Takes bytes that came from the peer. */
  void decrypt(ByteString bytes) {
    came = came.concat(bytes);
    isCut = false;
    isIdle = false;
  }

  /** Whether more must come from the peer before anything can be decrypted. */
  boolean needsMore() {
    return came.isEmpty() || isCut;
  }

  /** Whether {@link #toPeer} has something to send. */
  boolean hasToSend() {
    return !isIdle && (status() == HandshakeStatus.NEED_WRAP || (mayEncrypt() && !plain.isEmpty()));
  }

  /** Whether {@link #fromPeer} has something to look at. */
  boolean hasToRead() {
    return broken != null
        || (!needsMore() && !engine.isInboundDone() && status() != HandshakeStatus.NEED_WRAP);
  }

  /** Whether the peer has said that it sends nothing more. */
  boolean isEndedByPeer() {
    return broken == null && engine.isInboundDone();
  }

  /** Says the end to the peer; {@link #toPeer} has the words. What is not encrypted yet is lost. */
  void end() {
    plain = ByteString.emptyByteString();
    isIdle = false;
    engine.closeOutbound();
  }

  /** Whether all is sent, the end too. */
  boolean hasSaidItsEnd() {
    return engine.isOutboundDone();
  }

  /**
   * The next records for the peer; empty: there are none now.
   *
   * @throws SSLException if the handshake fails
   */
  ByteString toPeer() throws SSLException {
    ByteString next = mayEncrypt() ? plain.take(PART) : ByteString.emptyByteString();
    Scratch scratch = SCRATCH.get().with(next);
    while (mustWrap(scratch)) {
      Status status = noted(engine.wrap(scratch.from, scratch.to)).getStatus();
      if (status != Status.OK) {
        break;
      }
    }
    plain = plain.drop(scratch.from.position());
    // What it asks for is not to be had, however often it is asked.
    isIdle = scratch.to.position() == 0;
    return scratch.result();
  }

  private boolean mustWrap(Scratch scratch) {
    HandshakeStatus status = status();
    boolean hasRoom = scratch.to.remaining() >= engine.getSession().getPacketBufferSize();
    return hasRoom
        && (status == HandshakeStatus.NEED_WRAP
            || (status == HandshakeStatus.NOT_HANDSHAKING && scratch.from.hasRemaining()));
  }

  private boolean mayEncrypt() {
    return isOver && !engine.isOutboundDone();
  }

  /**
   * What of the bytes that came is plain now; empty: nothing is.
   *
   * @throws SSLException if they are no TLS, the handshake fails, or too many records hold nothing
   */
  ByteString fromPeer() throws SSLException {
    if (broken != null) {
      throw broken;
    }
    ByteString next = came.take(PART);
    Scratch scratch = SCRATCH.get().with(next);
    Status status = Status.OK;
    try {
      while (status == Status.OK && mayUnwrap(scratch)) {
        status = unwrap(scratch);
      }
    } catch (SSLException wrong) {
      broken = wrong;
      if (scratch.to.position() == 0) {
        throw wrong;
      }
    }
    ByteString rest = came.drop(scratch.from.position());
    isCut = status == Status.BUFFER_UNDERFLOW && next.size() == came.size();
    // Not a part of a larger array, which would stay as long.
    came = isCut ? rest.compact() : rest;
    isIdle = false;
    return scratch.result();
  }

  private Status unwrap(Scratch scratch) throws SSLException {
    boolean wasOver = isOver;
    SSLEngineResult result = noted(engine.unwrap(scratch.from, scratch.to));
    if (wasOver && result.bytesConsumed() > 0) {
      empty.note(result.bytesConsumed(), result.bytesProduced());
    }
    return result.getStatus();
  }

  private boolean mayUnwrap(Scratch scratch) {
    return scratch.from.hasRemaining()
        && scratch.to.remaining() >= engine.getSession().getApplicationBufferSize()
        && status() != HandshakeStatus.NEED_WRAP;
  }

  private SSLEngineResult noted(SSLEngineResult result) {
    // After the handshake the peer's tickets may be the end of one more.
    if (result.getHandshakeStatus() == HandshakeStatus.FINISHED && !isOver) {
      isOver = true;
      over.accept(engine.getSession());
    }
    return result;
  }

  /** What the engine needs, once the tasks are done that it has. */
  private HandshakeStatus status() {
    Runnable task = engine.getDelegatedTask();
    while (task != null) {
      task.run();
      task = engine.getDelegatedTask();
    }
    return engine.getHandshakeStatus();
  }
}
