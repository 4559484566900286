package throng.streams.pki;

import akka.util.ByteString;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import throng.streams.log.Reason;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;
import throng.streams.wire.WireCodec;
import throng.streams.wire.WireException;
import throng.streams.wire.WireFormat;

/** Asks a GPU node for a certificate, over a connection of its own. Blocks on the network. */
final class PairingClient {
  private static final int CONNECT = (int) Duration.ofSeconds(10).toMillis();
  // Longer than a code is looked at late after wrong ones, or an answer comes by a third node.
  private static final int ANSWER = (int) Duration.ofSeconds(30).toMillis();

  // A node sees within a second or two that it has just become part of a site.
  private static final long ENCRYPTS_WITHIN = Duration.ofSeconds(3).toNanos();
  private static final long AGAIN = 250;

  private final HostAndPort node;
  private final SSLContext context;

  /** What answers does not encrypt. */
  private static final class PlainException extends IOException {
    private static final long serialVersionUID = 1L;

    PlainException(String sentence, IOException cause) {
      super(sentence, cause);
    }
  }

  private PairingClient(HostAndPort node, SSLContext context) {
    this.node = node;
    this.context = context;
  }

  /**
   * @param context what is shown there, and whom to trust
   */
  static PairingClient to(HostAndPort node, SSLContext context) {
    return new PairingClient(node, context);
  }

  /**
   * Asks once the node is known to be who it should be.
   *
   * @throws NotIssuedException with the node's sentence, if it gives none
   * @throws IOException with a sentence, if it cannot be asked or is another
   */
  Message.Paired ask(Message.Pair pair) throws NotIssuedException, IOException {
    try (Socket plain = connected();
        SSLSocket socket = encrypted(plain)) {
      socket.getOutputStream().write(WireCodec.encode(pair, false).toArray());
      Message answer = answer(new DataInputStream(socket.getInputStream()));
      if (answer instanceof Message.Paired paired) {
        return paired;
      } else if (answer instanceof Message.Refused refused) {
        throw new NotIssuedException(refused.sentence());
      }
      throw new IOException("the node at " + node + " answered something else");
    }
  }

  /** The same of a node that may be about to begin to encrypt. */
  Message.Paired askSoon(Message.Pair pair) throws NotIssuedException, IOException {
    long began = System.nanoTime();
    while (true) {
      try {
        return ask(pair);
      } catch (PlainException plain) {
        if (System.nanoTime() - began >= ENCRYPTS_WITHIN) {
          throw plain;
        }
        pause();
      }
    }
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Pairing was interrupted");
    }
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(node.host(), node.port()), CONNECT);
      socket.setSoTimeout(ANSWER);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw new IOException("the node at " + node + " cannot be reached: " + Reason.of(e), e);
    }
  }

  private SSLSocket encrypted(Socket plain) throws IOException {
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, null, node.port(), true);
    socket.setEnabledProtocols(new String[] {"TLSv1.3"});
    try {
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      socket.close();
      throw told(e);
    }
  }

  private IOException told(IOException failure) {
    Throwable root = Reason.root(failure);
    if (root instanceof CertificateException) {
      return new IOException("the node at " + node + ": " + Reason.of(root), failure);
    }
    return failure instanceof SSLException
        ? new PlainException(
            "the node at %s does not speak TLS; type  gpu-node pair NAME  there first (%s)"
                .formatted(node, Reason.of(root)),
            failure)
        : new IOException(
            "the node at " + node + " does not answer: " + Reason.of(failure), failure);
  }

  private Message answer(DataInputStream in) throws IOException {
    try {
      int length = in.readInt();
      if (length < 1 || length > WireFormat.MAX_CONTROL) {
        throw new IOException("the node at " + node + " answered something else");
      }
      int type = in.readUnsignedByte();
      byte[] body = in.readNBytes(length - 1);
      return WireCodec.decode(type, ByteString.fromArrayUnsafe(body), 0);
    } catch (WireException | java.io.EOFException broken) {
      throw new IOException("the node at " + node + " gave no answer", broken);
    }
  }
}
