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

/**
 * One node, and two edges at its port: one that does not encrypt, and one that is paired with it.
 */
final class PairedSides implements AutoCloseable {
  /** Not the other's name: who has a paired one and no certificate is refused. */
  private static final String PAIRED = "bench-paired";

  private final GpuSide gpu;
  private final EdgeSide plain;
  private final EdgeSide encrypted;

  /** Starts and pairs them as their users would. */
  PairedSides(String model) throws IOException, NotIssuedException {
    Path folder = Files.createTempDirectory("paired-sides");
    PkiFiles node = new PkiFiles(folder.resolve("pki"));
    PairingCode code =
        new SitePairing(node, InstantSource.system())
            .code("bench-node", new PeerIdentity(Role.EDGE, PAIRED), Duration.ofHours(1));
    gpu = GpuSide.start(model, "throng.gpu-node.tls.folder = \"" + node.path() + "\"");
    Path edge = folder.resolve("edge-pki");
    PeerIdentity paired =
        new Enrolment(new PkiFiles(edge), Role.EDGE)
            .pair(HostAndPort.parse(gpu.address()).orElseThrow(), code);
    if (!paired.name().equals(PAIRED)) {
      throw new SettingsException("The edge was paired as " + paired + ".");
    }
    plain = new EdgeSide(gpu.address());
    encrypted = new EdgeSide(gpu.address(), "", LinkIdentity.of(edge, Role.EDGE));
  }

  EdgeSide plain() {
    return plain;
  }

  EdgeSide encrypted() {
    return encrypted;
  }

  @Override
  public void close() {
    encrypted.close();
    plain.close();
    gpu.close();
  }
}
