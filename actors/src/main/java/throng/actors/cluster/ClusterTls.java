package throng.actors.cluster;

import akka.remote.artery.tcp.SSLEngineProvider;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import scala.Option;

/**
 * Encrypts what nodes tell each other, TLS 1.3 only. Both sides must show a certificate; whom it
 * must name is the context's to judge. Any thread may use it.
 */
public final class ClusterTls implements SSLEngineProvider {
  private static final String[] VERSIONS = {"TLSv1.3"};

  private final Supplier<SSLContext> context;

  /**
   * @param context trusts GPU nodes of the site alone: that its authority has signed a certificate
   *     is not enough, since it signs those of edges too. Asked anew for each connection, as
   *     certificates are renewed
   */
  public ClusterTls(Supplier<SSLContext> context) {
    this.context = context;
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
    return Option.empty();
  }

  @Override
  public Option<Throwable> verifyServerSession(String host, SSLSession session) {
    return Option.empty();
  }
}
