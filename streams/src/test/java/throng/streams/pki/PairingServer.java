package throng.streams.pki;

import akka.util.ByteString;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import throng.streams.settings.HostAndPort;
import throng.streams.tls.PeerIdentity;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;
import throng.streams.wire.WireCodec;

/** A node that does nothing but give certificates, at a free port of the loopback. */
final class PairingServer implements AutoCloseable {
  final List<Message> asked = new CopyOnWriteArrayList<>();
  private final PkiFiles shown;
  private final CertificateIssuer issuer;
  private final SSLServerSocket socket;
  private volatile @Nullable Function<Message.Pair, Message> liar;

  /**
   * @param shown whose certificate it shows
   * @param clock its time
   */
  PairingServer(PkiFiles shown, PkiFiles files, InstantSource clock) {
    this.shown = shown;
    this.issuer = new CertificateIssuer(files, clock);
    try {
      socket =
          (SSLServerSocket)
              context()
                  .getServerSocketFactory()
                  .createServerSocket(0, 8, InetAddress.getLoopbackAddress());
      socket.setWantClientAuth(true);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    Thread thread = new Thread(this::serve, "pairing server");
    thread.setDaemon(true);
    thread.start();
  }

  /** From now on it answers what this says, in place of what its folder does. */
  void lies(Function<Message.Pair, Message> answers) {
    liar = answers;
  }

  HostAndPort address() {
    return new HostAndPort("127.0.0.1", socket.getLocalPort());
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (SSLSocket client = (SSLSocket) socket.accept()) {
        answer(client);
      } catch (IOException over) {
        continue;
      }
    }
  }

  private void answer(SSLSocket client) throws IOException {
    client.startHandshake();
    DataInputStream in = new DataInputStream(client.getInputStream());
    int length = in.readInt();
    int type = in.readUnsignedByte();
    Message.Pair pair =
        (Message.Pair)
            WireCodec.decode(type, ByteString.fromArrayUnsafe(in.readNBytes(length - 1)), 0);
    asked.add(pair);
    client.getOutputStream().write(WireCodec.encode(answer(client, pair), false).toArray());
  }

  private Message answer(SSLSocket client, Message.Pair pair) throws IOException {
    if (liar != null) {
      return liar.apply(pair);
    }
    try {
      Optional<PeerIdentity> peer = peer(client);
      return peer.isPresent()
          ? issuer.renew(peer.get(), pair).paired()
          : issuer.pair(pair).paired();
    } catch (NotIssuedException refused) {
      return new Message.Refused(RefusedCode.TOKEN, refused.getMessage());
    }
  }

  private static Optional<PeerIdentity> peer(SSLSocket client) {
    try {
      Certificate[] chain = client.getSession().getPeerCertificates();
      return PeerIdentity.of((X509Certificate) chain[0]);
    } catch (SSLPeerUnverifiedException none) {
      return Optional.empty();
    }
  }

  private SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    X509Certificate[] chain = shown.chain().toArray(new X509Certificate[0]);
    store.setKeyEntry("node", shown.keys().getPrivate(), new char[0], chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keys.getKeyManagers(), new TrustManager[] {new Anybody()}, new SecureRandom());
    return context;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
