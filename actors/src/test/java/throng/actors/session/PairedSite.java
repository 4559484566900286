package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.testing.FakeModel;
import throng.actors.testing.HandWrittenEdge;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.MadeSite;
import throng.streams.tls.Role;
import throng.streams.wire.Message;

/** A GPU node that is paired with the edge node lobby. */
abstract class PairedSite {
  @TempDir static Path folder;

  static MadeSite site;
  static SSLContext lobby;
  private static Path pki;

  @BeforeAll
  static void pair() {
    site = MadeSite.in(folder);
    pki = site.gpuNode("hall");
    lobby = MadeSite.client(site.edge("lobby"));
  }

  LinkIdentity identity;

  @BeforeEach
  void showWhoTheNodeIs() {
    identity = LinkIdentity.of(pki, Role.GPU_NODE);
  }

  ListeningNode node(String settings, Optional<String> token) throws Exception {
    return new ListeningNode(new FakeModel(1, true), settings, token, identity);
  }

  ListeningNode node() throws Exception {
    return node("", Optional.empty());
  }

  /** The node has signed a certificate for that edge node. */
  static void sign(String edge) throws IOException {
    Path issued = Files.createDirectories(pki.resolve("issued"));
    Files.writeString(issued.resolve("edge." + edge + ".crt"), "");
  }

  static void unpair(String name) throws IOException {
    Files.writeString(pki.resolve("revoked"), name + "\n");
  }

  static void forgetWhoWasUnpaired() throws IOException {
    Files.deleteIfExists(pki.resolve("revoked"));
  }

  static void assertCounts(HandWrittenEdge edge, int people) throws IOException {
    assertThat(edge.count(people)).isEqualTo(people);
  }

  static Message.Refused refused(HandWrittenEdge edge) throws IOException {
    return (Message.Refused) Objects.requireNonNull(edge.read());
  }
}
