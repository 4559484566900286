package throng.bench.hostile;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One peer of a {@link Crowd}, which alone uses it. */
final class CrowdPeer {
  private static final double CONNECT_SECONDS = 3;
  private static final ByteBuffer READ = ByteBuffer.allocate(64 * 1024);
  private static final ByteBuffer ZEROS = ByteBuffer.allocate(64 * 1024).asReadOnlyBuffer();

  private final SocketChannel channel;
  private final Script script;
  private final ByteBuffer opening;
  private final ByteBuffer second;
  private int padding;
  private double allowed;
  private double connectingFor;
  private boolean answered;
  private boolean gone;

  private CrowdPeer(SocketChannel channel, Script script) {
    this.channel = channel;
    this.script = script;
    opening = ByteBuffer.wrap(script.opening());
    second = ByteBuffer.wrap(script.second());
    padding = script.padding();
  }

  /** Begins to connect. */
  static CrowdPeer connect(Script script, Selector selector, Toll toll) throws IOException {
    SocketChannel channel = SocketChannel.open();
    CrowdPeer peer = new CrowdPeer(channel, script);
    try {
      channel.configureBlocking(false);
      channel.bind(new InetSocketAddress("127.0.0." + script.from(), 0));
      channel.register(selector, SelectionKey.OP_CONNECT, peer);
      channel.connect(script.to());
      toll.add("connections");
    } catch (IOException e) {
      toll.add("could not connect");
      peer.close();
    }
    return peer;
  }

  boolean isGone() {
    return gone;
  }

  /** The channel is connected, or has something to read, or has ended. */
  void ready(SelectionKey key) {
    try {
      if (key.isValid() && key.isConnectable()) {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
      } else if (key.isValid() && key.isReadable()) {
        READ.clear();
        answered = true;
        if (channel.read(READ) < 0) {
          close();
        }
      }
    } catch (IOException e) {
      close();
    }
  }

  /** So much time has gone by: sends what may be sent by now. */
  void tick(double seconds, Toll toll) {
    if (!gone && !channel.isConnected()) {
      connectingFor += seconds;
      if (connectingFor > CONNECT_SECONDS) {
        toll.add("not accepted in time");
        close();
      }
      return;
    }
    allowed = Math.min(Integer.MAX_VALUE, allowed + seconds * script.bytesPerSecond());
    try {
      while (!gone && allowed >= 1 && write(toll)) {}
    } catch (IOException e) {
      close();
    }
  }

  /** Whether there may be more to write at once. */
  private boolean write(Toll toll) throws IOException {
    ByteBuffer bytes = opening.hasRemaining() ? opening : second;
    if (bytes == second && second.capacity() > 0 && !answered) {
      return false;
    }
    boolean isPadding = !bytes.hasRemaining();
    if (isPadding) {
      bytes = ZEROS.duplicate().limit(Math.min(padding, ZEROS.capacity()));
    }
    int wanted = (int) Math.min(bytes.remaining(), allowed);
    int written = wanted == 0 ? 0 : channel.write(bytes.slice(bytes.position(), wanted));
    bytes.position(bytes.position() + written);
    padding -= isPadding ? written : 0;
    allowed -= written;
    toll.add("bytes", written);
    return written > 0;
  }

  void close() {
    gone = true;
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
