package throng.streams.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * A handshake between two engines in memory: after one, which takes a second, the others take
 * milliseconds.
 */
final class Rehearsal {
  private static final int BUFFER = 1 << 16;
  private static final int MOST_ROUNDS = 100;

  private Rehearsal() {}

  /**
   * Runs it to its end.
   *
   * @throws SSLException if one of the two breaks it off
   */
  static void run(SSLEngine client, SSLEngine server) throws SSLException {
    ByteBuffer toServer = ByteBuffer.allocate(BUFFER);
    ByteBuffer toClient = ByteBuffer.allocate(BUFFER);
    client.beginHandshake();
    server.beginHandshake();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      step(client, toServer, toClient);
      step(server, toClient, toServer);
      if (isOver(client) && isOver(server) && toServer.position() == 0) {
        return;
      }
    }
    throw new IllegalStateException("The handshake does not end.");
  }

  private static boolean isOver(SSLEngine engine) {
    return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
  }

  private static void step(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
    ByteBuffer plain = ByteBuffer.allocate(BUFFER);
    in.flip();
    SSLEngineResult unwrapped;
    do {
      unwrapped = engine.unwrap(in, plain);
      tasks(engine);
    } while (in.hasRemaining() && unwrapped.bytesConsumed() > 0);
    in.compact();
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      engine.wrap(ByteBuffer.allocate(0), out);
      tasks(engine);
    }
  }

  private static void tasks(SSLEngine engine) {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }
}
