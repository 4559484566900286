package throng.actors.cluster;

import akka.remote.artery.tcp.SSLEngineProvider;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import scala.Option;
import throng.streams.tls.DistrustException;

/**
 * Encrypts what nodes tell each other, TLS 1.3 only. Both sides must show a certificate; whom it
 * must name is the context's to judge. Any thread may use it.
 */
public final class ClusterTls implements SSLEngineProvider {
  private static final String[] VERSIONS = {"TLSv1.3"};

  private final Supplier<SSLContext> context;
  private final Function<SSLSession, Optional<DistrustException>> distrust;

  /**
   * @param context trusts GPU nodes of the site alone: that its authority has signed a certificate
   *     is not enough, since it signs those of edges too. Asked anew for each connection, as
   *     certificates are renewed
   * @param distrust why the other side is no GPU node of the site; asked where the context is not,
   *     too: a session that is resumed was judged when it began
   */
  public ClusterTls(
      Supplier<SSLContext> context, Function<SSLSession, Optional<DistrustException>> distrust) {
    this.context = context;
    this.distrust = distrust;
  }

  /**
   * Finds out over a connection of its own whether the other side lets this node in.
   *
   * @throws IOException if it does not, or is no node of the site
   */
  void shakeHands(Socket plain) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            context.get().getSocketFactory().createSocket(plain, null, plain.getPort(), true)) {
      socket.setEnabledProtocols(VERSIONS);
      socket.startHandshake();
      Optional<DistrustException> why = distrust.apply(socket.getSession());
      if (why.isPresent()) {
        throw new IOException(why.get());
      }
    }
  }

  @Override
  public SSLEngine createServerSSLEngine(String host, int port) {
    SSLEngine engine = engine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(true);
    return engine;
  }

  @Override
  public SSLEngine createClientSSLEngine(String host, int port) {
    SSLEngine engine = engine();
    engine.setUseClientMode(true);
    return engine;
  }

  // Without a host's name, so that no session is resumed: each handshake is checked whole.
  private SSLEngine engine() {
    SSLEngine engine = context.get().createSSLEngine();
    engine.setEnabledProtocols(VERSIONS);
    return engine;
  }

  @Override
  public Option<Throwable> verifyClientSession(String host, SSLSession session) {
    return judged(session);
  }

  @Override
  public Option<Throwable> verifyServerSession(String host, SSLSession session) {
    return judged(session);
  }

  private Option<Throwable> judged(SSLSession session) {
    return Option.apply(distrust.apply(session).orElse(null));
  }
}
