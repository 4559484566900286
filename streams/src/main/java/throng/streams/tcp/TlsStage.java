package throng.streams.tcp;

import akka.stream.Attributes;
import akka.stream.BidiShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import akka.util.ByteString;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import throng.streams.wire.WireException;

/**
 * One connection's TLS. Akka's own holds 90 KiB of buffers for each connection, one whose handshake
 * stalls too, and hands all bytes from thread to thread.
 *
 * <pre>
 *               +----------+
 *   plainIn  ~&gt; | TlsStage | ~&gt; recordsOut
 *   plainOut &lt;~ |          | &lt;~ recordsIn
 *               +----------+
 * </pre>
 *
 * <p>The peer may go on sending once plainIn has completed, until it ends or plainOut is cancelled;
 * whichever happens ends both directions. The peer is then told, and has half a second to read that
 * and to end, too.
 *
 * <p><b>Emits when</b> records are whole, in each direction, and what the handshake asks for
 *
 * <p><b>Backpressures when</b> the downstream of the same direction does; plainIn also until the
 * handshake is over
 *
 * <p><b>Completes when</b> the peer has ended, or plainIn has completed and plainOut is cancelled
 *
 * <p><b>Cancels when</b> recordsOut is cancelled; what is left of one direction after the other
 *
 * <p><b>Fails when</b> what comes is no TLS, or the handshake takes too many bytes; plainOut alone
 * when the handshake or a record is wrong, or too many records hold nothing, which the peer is
 * told; or upstream fails
 */
final class TlsStage extends GraphStage<BidiShape<ByteString, ByteString, ByteString, ByteString>> {
  private static final Duration GRACE = Duration.ofMillis(500);

  /** So much of a peer that does not end is read and thrown away, so that it has the last words. */
  private static final int MOST_THROWN_AWAY = 1 << 20;

  private final Inlet<ByteString> plainIn = Inlet.create("TlsStage.plainIn");
  private final Outlet<ByteString> recordsOut = Outlet.create("TlsStage.recordsOut");
  private final Inlet<ByteString> recordsIn = Inlet.create("TlsStage.recordsIn");
  private final Outlet<ByteString> plainOut = Outlet.create("TlsStage.plainOut");
  private final BidiShape<ByteString, ByteString, ByteString, ByteString> shape =
      new BidiShape<>(plainIn, recordsOut, recordsIn, plainOut);

  private final Supplier<SSLEngine> engine;
  private final Consumer<SSLSession> over;

  /**
   * A blueprint.
   *
   * @param engine makes that of a connection, of either side
   * @param over told once the handshake is over, before anything is emitted at plainOut
   */
  TlsStage(Supplier<SSLEngine> engine, Consumer<SSLSession> over) {
    this.engine = engine;
    this.over = over;
  }

  @Override
  public BidiShape<ByteString, ByteString, ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("tls");
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private final TlsRecords tls = new TlsRecords(engine.get(), over);
    private final HandshakeBound bound = new HandshakeBound();
    private ByteString records = ByteString.emptyByteString();
    private ByteString plain = ByteString.emptyByteString();
    private boolean isEnding;
    private int thrownAway;

    Logic() {
      super(shape);
      setHandler(plainIn, new PlainIn());
      setHandler(recordsOut, new RecordsOut());
      setHandler(recordsIn, new RecordsIn());
      setHandler(plainOut, new PlainOut());
    }

    @Override
    public void preStart() {
      try {
        tls.begin();
      } catch (SSLException broken) {
        failStage(broken);
        return;
      }
      move();
    }

    @Override
    public void onTimer(Object key) {
      if (isEnding) {
        completeStage();
      } else {
        end();
      }
    }

    private void move() {
      try {
        crypt();
      } catch (SSLException broken) {
        fail(broken);
      }
      deliver();
      if (!isEnding && isOneOver()) {
        end();
      }
      ask();
    }

    private void crypt() throws SSLException {
      while ((records.isEmpty() && tls.hasToSend()) || (plain.isEmpty() && mayRead())) {
        if (records.isEmpty()) {
          records = tls.toPeer();
        }
        if (plain.isEmpty() && mayRead()) {
          plain = tls.fromPeer();
        }
      }
    }

    private boolean mayRead() {
      return !isEnding && !isReadNoMore() && tls.hasToRead();
    }

    private boolean isReadNoMore() {
      return tls.isOver() && isClosed(plainOut);
    }

    private void deliver() {
      if (!records.isEmpty() && isAvailable(recordsOut)) {
        push(recordsOut, records);
        records = ByteString.emptyByteString();
      }
      if (!plain.isEmpty() && isAvailable(plainOut)) {
        push(plainOut, plain);
        plain = ByteString.emptyByteString();
      } else if (isClosed(plainOut)) {
        plain = ByteString.emptyByteString();
      }
      if (isEnding && records.isEmpty() && tls.hasSaidItsEnd() && !isClosed(recordsOut)) {
        complete(recordsOut);
      }
    }

    private boolean isOneOver() {
      boolean isPeers =
          tls.isEndedByPeer() || (isClosed(recordsIn) && (tls.needsMore() || isReadNoMore()));
      boolean isOurs = isClosed(plainIn) && isClosed(plainOut) && tls.isAllEncrypted();
      return (isPeers && plain.isEmpty()) || isOurs;
    }

    private void end() {
      isEnding = true;
      scheduleOnce("end", GRACE);
      if (!isClosed(plainIn)) {
        cancel(plainIn);
      }
      if (!isClosed(plainOut)) {
        complete(plainOut);
      }
      tls.end();
      move();
    }

    /** The peer is told what is wrong, as far as TLS has words for it. */
    private void fail(SSLException broken) {
      if (isEnding) {
        completeStage();
        return;
      }
      // The plain side sees its answers not taken first.
      cancel(plainIn);
      fail(plainOut, broken);
      end();
    }

    private void ask() {
      if (mayPull(recordsIn) && plain.isEmpty() && isRead()) {
        pull(recordsIn);
      }
      if (mayPull(plainIn) && tls.isOver() && tls.isAllEncrypted() && isAvailable(recordsOut)) {
        pull(plainIn);
      }
    }

    private boolean mayPull(Inlet<ByteString> inlet) {
      return !isClosed(inlet) && !hasBeenPulled(inlet);
    }

    /** Whether somebody waits for what comes; at the end it is thrown away. */
    private boolean isRead() {
      return isEnding
          ? thrownAway < MOST_THROWN_AWAY
          : tls.needsMore() && (!tls.isOver() || isAvailable(plainOut));
    }

    private final class PlainIn extends AbstractInHandler {
      @Override
      public void onPush() {
        tls.encrypt(grab(plainIn));
        move();
      }

      @Override
      public void onUpstreamFinish() {
        move();
      }
    }

    private final class RecordsOut extends AbstractOutHandler {
      @Override
      public void onPull() {
        move();
      }
    }

    private final class RecordsIn extends AbstractInHandler {
      @Override
      public void onPush() {
        ByteString bytes = grab(recordsIn);
        if (isEnding) {
          thrownAway += bytes.size();
          move();
          return;
        }
        try {
          bound.note(bytes, tls.isOver());
        } catch (WireException broken) {
          failStage(broken);
          return;
        }
        tls.decrypt(bytes);
        move();
      }

      @Override
      public void onUpstreamFinish() {
        move();
      }
    }

    private final class PlainOut extends AbstractOutHandler {
      @Override
      public void onPull() {
        move();
      }

      /** What plainIn still has, such as why, is sent before the end. */
      @Override
      public void onDownstreamFinish(Throwable cause) {
        if (!isEnding) {
          scheduleOnce("end", GRACE);
        }
        move();
      }
    }
  }
}
