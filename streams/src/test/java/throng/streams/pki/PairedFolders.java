package throng.streams.pki;

import akka.util.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import throng.streams.settings.HostAndPort;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Message;

/** Folders of a GPU node and an edge node that were paired at some time, for a test. */
public final class PairedFolders {
  private PairedFolders() {}

  /**
   * Makes both.
   *
   * @param edge the edge node's name
   * @param then when they were paired
   */
  public static void make(Path gpuFolder, Path edgeFolder, String edge, Instant then) {
    letIn(gpuFolder, edgeFolder, new PeerIdentity(Role.EDGE, edge), then);
  }

  /**
   * Makes both, of which the second may be another GPU node's.
   *
   * @param whom the second
   */
  public static void letIn(Path gpuFolder, Path folder, PeerIdentity whom, Instant then) {
    PkiFiles gpu = new PkiFiles(gpuFolder);
    PkiFiles files = new PkiFiles(folder);
    try {
      PairingCode code = new SitePairing(gpu, () -> then).code("gpu-1", whom, Duration.ofHours(1));
      KeyPair keys = Keys.create();
      Message.Paired paired =
          new CertificateIssuer(gpu, () -> then)
              .pair(
                  new Message.Pair(
                      code.secret(),
                      ByteString.fromArray(keys.getPublic().getEncoded()),
                      whom.role().word()))
              .paired();
      List<X509Certificate> all = new ArrayList<>();
      for (ByteString each : paired.certificates()) {
        all.add(Certificates.parse(each.toArrayUnsafe()));
      }
      Signed.of(all).keepIn(files, keys);
    } catch (IOException | CertificateException | NotIssuedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has a GPU node know where the one that let it in listens for edge nodes. */
  public static void letInBy(HostAndPort signer, Path folder) {
    try {
      Files.writeString(new PkiFiles(folder).signer(), signer.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When the node's certificate ends. */
  public static Instant end(Path folder) {
    return new PkiFiles(folder).own().getNotAfter().toInstant();
  }
}
