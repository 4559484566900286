package throng.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import throng.streams.pki.Enrolment;
import throng.streams.pki.NotIssuedException;
import throng.streams.pki.PairingCode;
import throng.streams.pki.PkiFiles;
import throng.streams.pki.SitePairing;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.SettingsException;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;

/** Pairs an edge with a node that is yet to start, as their users would. */
final class Invitation {
  /** Not {@link EdgeSide#NODE}: who has a paired one's name and no certificate is refused. */
  private static final String PAIRED = "bench-paired";

  private final Path folder;
  private final PkiFiles node;
  private final PairingCode code;

  private Invitation(Path folder, PkiFiles node, PairingCode code) {
    this.folder = folder;
    this.node = node;
    this.code = code;
  }

  /** Makes the node's site, and a code that lets the edge in. */
  static Invitation make() throws IOException {
    Path folder = Files.createTempDirectory("throng-pairing");
    PkiFiles node = new PkiFiles(folder.resolve("pki"));
    PairingCode code =
        new SitePairing(node, InstantSource.system())
            .code("bench-node", new PeerIdentity(Role.EDGE, PAIRED), Duration.ofHours(1));
    return new Invitation(folder, node, code);
  }

  /** What has to be the node's {@code tls.folder}. */
  Path nodeFolder() {
    return node.path();
  }

  /**
   * Takes it up, once.
   *
   * @param address the node's, which listens by now
   * @return who the edge is from then on
   */
  LinkIdentity accept(String address) throws IOException, NotIssuedException {
    Path edge = folder.resolve("edge-pki");
    PeerIdentity paired =
        new Enrolment(new PkiFiles(edge), Role.EDGE)
            .pair(HostAndPort.parse(address).orElseThrow(), code);
    if (!paired.name().equals(PAIRED)) {
      throw new SettingsException("The edge was paired as " + paired + ".");
    }
    return LinkIdentity.of(edge, Role.EDGE);
  }
}
