package throng.streams.pki;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Message;

class RevocationCheckTest extends EnrolledSite {
  @Test
  void aNodeThatJoinedKnowsWhoWasUnpairedBeforeAndAfter() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    site("gpu").unpair(LOBBY);
    new Enrolment(files("gpu-2"), Role.GPU_NODE).pair(server.address(), code("gpu", SECOND));
    assertThat(Files.readString(files("gpu-2").revoked())).isEqualTo("edge/lobby\n");

    PeerIdentity hall = new PeerIdentity(Role.EDGE, "hall");
    new Enrolment(files("hall"), Role.EDGE).pair(server.address(), code("gpu", hall));
    site("gpu").unpair(hall);
    RevocationCheck revocations = RevocationCheck.ofGpuNode(files("gpu-2"));

    assertThat(revocations.look()).isEmpty();
    assertThat(Files.readString(files("gpu-2").revoked())).isEqualTo("edge/lobby\nedge/hall\n");
    server.close();
    assertThat(revocations.look())
        .get()
        .extracting(Told::sentence)
        .asString()
        .startsWith("Who was unpaired cannot be asked for: the node at 127.0.0.1:");
    assertThat(Files.readString(files("gpu-2").revoked())).isEqualTo("edge/lobby\nedge/hall\n");
    assertThat(RevocationCheck.ofGpuNode(files("gpu")).look()).isEmpty();
    assertThat(RevocationCheck.ofEdge(files("hall"), List.of()).look()).isEmpty();
  }

  @Test
  void aNodeThatJoinedKnowsHoweverManyWereUnpaired() throws Exception {
    PairingServer server = begun("gpu");
    for (int i = 0; i < 85; i++) {
      new Revocations(files("gpu")).add(new PeerIdentity(Role.EDGE, "e".repeat(60) + i));
    }

    new Enrolment(files("gpu-2"), Role.GPU_NODE).pair(server.address(), code("gpu", SECOND));

    assertThat(files("gpu-2").revoked()).hasSameTextualContentAs(files("gpu").revoked());
    assertThat(RevocationCheck.ofGpuNode(files("gpu-2")).look()).isEmpty();
  }

  @Test
  void anEdgeKnowsWhichGpuNodesWereUnpairedAndNoEdges() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    new Enrolment(files("gpu-2"), Role.GPU_NODE).pair(server.address(), code("gpu", SECOND));
    PairingServer second = serve("gpu-2");
    PeerIdentity hall = new PeerIdentity(Role.EDGE, "hall");
    new Enrolment(files("hall"), Role.EDGE).pair(server.address(), code("gpu", hall));
    site("gpu").unpair(hall);
    site("gpu").unpair(SECOND);
    LinkIdentity identity = LinkIdentity.of(files("edge").path(), Role.EDGE);
    RevocationCheck check =
        RevocationCheck.ofEdge(files("edge"), List.of(server.address(), second.address()));

    assertThat(check.look()).isEmpty();
    identity.look();

    assertThat(Files.readString(files("edge").revoked())).isEqualTo("gpu-node/gpu-2\n");
    assertThat(identity.isRevoked(SECOND)).isTrue();
    server.close();
    assertThat(check.look()).isEmpty();
  }

  @Test
  void aGpuNodeThatJoinedPassesOnToEdgesWhatTheAuthorityTells() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    new Enrolment(files("gpu-2"), Role.GPU_NODE).pair(server.address(), code("gpu", SECOND));
    PairingServer second = serve("gpu-2");
    PeerIdentity third = new PeerIdentity(Role.GPU_NODE, "gpu-3");
    new Enrolment(files("gpu-3"), Role.GPU_NODE).pair(server.address(), code("gpu", third));
    site("gpu").unpair(third);
    // The edge knows only the authority before.
    site("gpu").renewAuthority();

    assertThat(RevocationCheck.ofEdge(files("edge"), List.of(second.address())).look()).isEmpty();

    assertThat(Files.readString(files("edge").revoked())).isEqualTo("gpu-node/gpu-3\n");
  }

  @Test
  void noGpuNodeHasAnEdgeDistrustTheOthers() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    new Enrolment(files("gpu-2"), Role.GPU_NODE).pair(server.address(), code("gpu", SECOND));
    PairingServer liar = serve("gpu-2");
    RevocationCheck check = RevocationCheck.ofEdge(files("edge"), List.of(liar.address()));
    ByteString name = ByteString.fromString("gpu-node/gpu");
    byte[] signed = Keys.sign(files("gpu-2").keys().getPrivate(), new byte[0]);

    liar.lies(pair -> new Message.Paired(List.of(name)));
    assertThat(check.look()).isEmpty();
    liar.lies(
        pair ->
            new Message.Paired(
                List.of(
                    ByteString.fromArray(signed),
                    ByteString.fromArray(Certificates.encoded(files("gpu-2").own())),
                    name)));
    assertThat(check.look()).isEmpty();

    assertThat(files("edge").revoked()).doesNotExist();
  }

  @Test
  void whoWasUnpairedFromOneSiteIsNobodyOfTheNext() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    new Revocations(files("edge")).add(SECOND);

    edge().pair(server.address(), code("gpu", LOBBY));
    assertThat(files("edge").revoked()).hasContent("gpu-node/gpu-2");

    PairingServer other = begun("other");
    edge().pair(other.address(), code("other", LOBBY));
    assertThat(files("edge").revoked()).doesNotExist();
  }
}
