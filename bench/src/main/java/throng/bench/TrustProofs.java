package throng.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import throng.streams.pki.Enrolment;
import throng.streams.pki.NotIssuedException;
import throng.streams.pki.PairedFolders;
import throng.streams.pki.PairingCode;
import throng.streams.pki.PkiFiles;
import throng.streams.pki.SitePairing;
import throng.streams.settings.HostAndPort;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.tests.GpuNodes;
import throng.tests.NodeProcess;

/** Who is let in, and who is sent away. */
final class TrustProofs {
  private static final String NETWORK = "constant:rows=6,columns=8,latency=10ms,max-batch=1";
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration AT_LAST = Duration.ofSeconds(30);
  private static final Duration HOLDS = Duration.ofHours(1);
  private static final PeerIdentity SITE = new PeerIdentity(Role.EDGE, "site");
  private static final Pattern REVOKED = Pattern.compile("edge/site was revoked");

  /** Behind the authority's hash, and before the last character, which has bits of its own. */
  private static final int IN_SECRET = 30;

  private TrustProofs() {}

  /** Settings of a node, or of a site's cameras, that talks to nobody without a certificate. */
  static String required(Path pki) {
    return "tls { mode = required, folder = \"" + pki + "\" }";
  }

  /** An edge node that one node lets in, while it is at another. */
  static void revoked(Path folder, ProofLines lines) throws Exception {
    Path first = folder.resolve("pki-a");
    Path second = folder.resolve("pki-b");
    Path edge = folder.resolve("pki-edge");
    PairedFolders.letIn(first, edge, SITE, Instant.now());
    PairedFolders.letIn(first, second, new PeerIdentity(Role.GPU_NODE, "b"), Instant.now());
    List<Path> pki = List.of(first, second);
    try (GpuNodes gpu =
        GpuNodes.startWith(folder, node -> required(pki.get(node)), NETWORK, NETWORK)) {
      PairedFolders.letInBy(HostAndPort.parse(gpu.address(0)).orElseThrow(), second);
      try (ClusterSite site =
          ClusterSite.start(
              folder.resolve("edge"), "[\"" + gpu.address(1) + "\"]", 1, 2, required(edge))) {
        Waiting.until(() -> gpu.live(1) == 1, "The camera is not at the other node");
        site.awaitAllCounted();

        Instant unpaired = Instant.now();
        new SitePairing(new PkiFiles(first), InstantSource.system()).unpair(SITE);
        site.edge().waitFor(REVOKED, AT_LAST);
        lines.seconds(
            "TLS: who was unpaired at one node is sent away by another",
            Duration.between(unpaired, Instant.now()).toMillis() / 1e3,
            SOON);
      }
    }
    lines.elsewhere("silent peers and floods of hellos over TLS", "bench/run hostile --attack 8");
    lines.elsewhere(
        "stalled handshakes, garbage, 200 that come and go leave no descriptor",
        "BrokenHandshakeTest");
    lines.elsewhere(
        "a stranger; an edge as server, as member of the cluster; an older TLS",
        "StrangersCertificateTest, LinkIdentityTest, ClusterTlsTest");
  }

  /** Codes of one node. */
  static void pairing(Path folder, ProofLines lines) throws Exception {
    PkiFiles pki = new PkiFiles(folder.resolve("pki"));
    PairingCode code = new SitePairing(pki, InstantSource.system()).code("bench-node", SITE, HOLDS);
    try (NodeProcess gpu =
        NodeProcess.gpuAlone(folder, NETWORK, "-Dthrong.gpu-node.tls.folder=" + pki.path())) {
      HostAndPort node = HostAndPort.parse(gpu.address()).orElseThrow();
      lines.one("pairing: so many are let in by a code", letIn(folder.resolve("a"), node, code));
      lines.number("so many more by the same code", letIn(folder.resolve("b"), node, code), 0);
      lines.number("by a guessed one", letIn(folder.resolve("c"), node, guessed(code)), 0);
    }
    lines.elsewhere(
        "a code that has ended; one of another site", "CertificateIssuerTest, EnrolmentTest");
  }

  private static int letIn(Path folder, HostAndPort node, PairingCode code) throws IOException {
    try {
      return new Enrolment(new PkiFiles(folder), Role.EDGE).pair(node, code).equals(SITE) ? 1 : 0;
    } catch (NotIssuedException refused) {
      return 0;
    }
  }

  /** Of the same site, with another secret. */
  private static PairingCode guessed(PairingCode code) {
    StringBuilder text = new StringBuilder(code.text().replace("-", ""));
    text.setCharAt(IN_SECRET, text.charAt(IN_SECRET) == '0' ? '1' : '0');
    return PairingCode.parse(text.toString());
  }
}
