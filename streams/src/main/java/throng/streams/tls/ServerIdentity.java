package throng.streams.tls;

import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * What a server shows to those who connect by TLS.
 *
 * @param ends when its certificate does
 */
public record ServerIdentity(SSLContext context, Instant ends) {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /** The server's side of one connection: TLS 1.2 or 1.3, clients need no certificate. */
  public SSLEngine engine() {
    SSLEngine engine = context.createSSLEngine();
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setUseCipherSuitesOrder(true);
    engine.setSSLParameters(parameters);
    engine.setUseClientMode(false);
    return engine;
  }
}
