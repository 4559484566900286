package throng.streams.pki;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;

/** GPU nodes that give certificates, and folders of who asks for them. */
abstract class EnrolledSite {
  static final PeerIdentity LOBBY = new PeerIdentity(Role.EDGE, "lobby");
  static final PeerIdentity SECOND = new PeerIdentity(Role.GPU_NODE, "gpu-2");
  static final Duration HOUR = Duration.ofHours(1);
  static final Duration TWO_THIRDS = Duration.ofDays(244);

  @TempDir Path temporary;
  Instant now = Instant.now();
  private final List<PairingServer> servers = new ArrayList<>();

  @AfterEach
  void stopTheServers() {
    servers.forEach(PairingServer::close);
  }

  PkiFiles files(String name) {
    return new PkiFiles(temporary.resolve(name));
  }

  SitePairing site(String name) {
    return new SitePairing(files(name), () -> now);
  }

  PairingCode code(String node, PeerIdentity whom) throws IOException {
    return site(node).code(node, whom, HOUR);
  }

  PairingServer serve(String node) {
    return serve(files(node), files(node));
  }

  PairingServer serve(PkiFiles shown, PkiFiles files) {
    PairingServer server = new PairingServer(shown, files, () -> now);
    servers.add(server);
    return server;
  }

  Enrolment edge() {
    return new Enrolment(files("edge"), Role.EDGE);
  }

  /** A node whose authority is just made. */
  PairingServer begun(String node) throws IOException {
    code(node, new PeerIdentity(Role.EDGE, "unused"));
    return serve(node);
  }
}
