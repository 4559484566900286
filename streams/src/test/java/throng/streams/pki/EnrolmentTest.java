package throng.streams.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.SettingsException;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;

class EnrolmentTest {
  private static final PeerIdentity LOBBY = new PeerIdentity(Role.EDGE, "lobby");
  private static final PeerIdentity SECOND = new PeerIdentity(Role.GPU_NODE, "gpu-2");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TWO_THIRDS = Duration.ofDays(244);

  @TempDir Path temporary;
  private Instant now = Instant.now();
  private final List<PairingServer> servers = new ArrayList<>();

  @AfterEach
  void stopTheServers() {
    servers.forEach(PairingServer::close);
  }

  private PkiFiles files(String name) {
    return new PkiFiles(temporary.resolve(name));
  }

  private SitePairing site(String name) {
    return new SitePairing(files(name), () -> now);
  }

  private PairingCode code(String node, PeerIdentity whom) throws IOException {
    return site(node).code(node, whom, HOUR);
  }

  private PairingServer serve(String node) {
    return serve(files(node), files(node));
  }

  private PairingServer serve(PkiFiles shown, PkiFiles files) {
    PairingServer server = new PairingServer(shown, files, () -> now);
    servers.add(server);
    return server;
  }

  private Enrolment edge() {
    return new Enrolment(files("edge"), Role.EDGE);
  }

  private void isRefused(HostAndPort node, PairingCode code, String sentence) {
    assertThatThrownBy(() -> edge().pair(node, code)).hasMessageContaining(sentence);
    assertThat(files("edge").isWhole()).isFalse();
  }

  @Test
  void keepsTheCertificateItsKeyAndTheAuthority() throws Exception {
    PairingCode code = code("gpu", LOBBY);
    PairingServer server = serve("gpu");

    assertThat(edge().pair(server.address(), code)).isEqualTo(LOBBY);

    assertThat(files("edge").identity()).contains(LOBBY);
    assertThat(files("edge").keys().getPublic()).isEqualTo(files("edge").own().getPublicKey());
    assertThat(PkiFiles.read(files("edge").authorities()))
        .containsExactly(SiteAuthority.open(files("gpu")).root());
    assertThat(files("edge").isSigner()).isFalse();
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void aReplayedPairingIsRefusedInWords() throws Exception {
    PairingCode code = code("gpu", LOBBY);
    PairingServer server = serve("gpu");
    new Enrolment(files("first"), Role.EDGE).pair(server.address(), code);

    isRefused(server.address(), code, "This pairing code was used already");
  }

  @Test
  void sendsItsSecretToNoOtherSite() throws Exception {
    PairingCode code = code("gpu", LOBBY);
    code("liar", LOBBY);
    PairingServer liar = serve("liar");

    isRefused(
        liar.address(),
        code,
        "what answers there is not of the site that made this code; the code may be mistyped");

    assertThat(liar.asked).isEmpty();
  }

  @Test
  void sendsItsSecretToNoEdgeOfTheSite() throws Exception {
    PairingServer server = begun("gpu");
    new Enrolment(files("liar"), Role.EDGE).pair(server.address(), code("gpu", LOBBY));
    PairingServer liar = serve(files("liar"), files("gpu"));

    assertThatThrownBy(
            () -> edge().pair(liar.address(), code("gpu", new PeerIdentity(Role.EDGE, "b"))))
        .isInstanceOf(IOException.class);

    assertThat(liar.asked).isEmpty();
    assertThat(files("edge").isWhole()).isFalse();
  }

  /** A node whose authority is just made. */
  private PairingServer begun(String node) throws IOException {
    code(node, new PeerIdentity(Role.EDGE, "unused"));
    return serve(node);
  }

  @Test
  void saysWhatIsThereInPlaceOfANodeThatEncrypts() throws Exception {
    PairingCode code = code("gpu", LOBBY);
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HostAndPort at = new HostAndPort("127.0.0.1", plain.getLocalPort());
      Thread answering =
          new Thread(
              () -> {
                try (var client = plain.accept()) {
                  client.getOutputStream().write("Refused.".getBytes(StandardCharsets.UTF_8));
                  client.getInputStream().readNBytes(1);
                } catch (IOException over) {
                  return;
                }
              });
      answering.start();

      isRefused(at, code, "the node at " + at + " does not speak TLS; type  gpu-node pair NAME");
      answering.join();
      plain.close();
      isRefused(at, code, "the node at " + at + " cannot be reached: Connection refused");
    }
  }

  @Test
  void asksForNothingThatItCannotKeep() throws Exception {
    PairingCode code = code("gpu", LOBBY);
    PairingServer server = serve("gpu");
    Files.writeString(files("edge").path(), "a file where the folder is to be");

    assertThatThrownBy(() -> edge().pair(server.address(), code)).isInstanceOf(IOException.class);

    assertThat(server.asked).isEmpty();
  }

  @Test
  void changesNoFolderOfAnotherKind() throws Exception {
    PairingCode code = code("gpu", LOBBY);
    PairingServer server = serve("gpu");
    PairingCode second = code("gpu", SECOND);
    new Enrolment(files("gpu-2"), Role.GPU_NODE).pair(server.address(), second);

    assertThatThrownBy(() -> new Enrolment(files("gpu-2"), Role.EDGE).pair(server.address(), code))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("holds the certificate of gpu-node/gpu-2");
    assertThatThrownBy(() -> new Enrolment(files("gpu"), Role.EDGE).pair(server.address(), code))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("holds the authority of a site");
  }

  @Test
  void isDoneByOneCommandAtATime() throws Exception {
    PairingCode code = code("gpu", LOBBY);
    PairingServer server = serve("gpu");

    try (FolderLock held = FolderLock.take(files("edge"))) {
      assertThatThrownBy(() -> edge().pair(server.address(), code))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("Another command is changing");
      assertThat(held).isNotNull();
    }
    edge().pair(server.address(), code);
  }

  @Test
  void renewsInItsLastThirdAndKeepsItsKey() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    X509Certificate first = files("edge").own();
    Renewal renewal = Renewal.ofEdge(files("edge"), List.of(server.address()), () -> now);
    now = now.plus(TWO_THIRDS.minusDays(2));
    assertThat(renewal.look()).isEmpty();

    now = now.plus(Duration.ofDays(3));

    assertThat(renewal.look()).get().matches(Told::isGood);
    assertThat(files("edge").own().getNotAfter()).isAfter(first.getNotAfter());
    assertThat(files("edge").own().getPublicKey()).isEqualTo(first.getPublicKey());
    assertThat(files("edge").identity()).contains(LOBBY);
    assertThat(renewal.look()).isEmpty();
  }

  @Test
  void saysThatTheAuthorityEndsAndRenewsOnceThereIsAnother() throws Exception {
    Instant today = now;
    now = today.minus(Duration.ofDays(3552));
    PairingServer server = begun("gpu");
    PairingCode code = code("gpu", LOBBY);
    now = today;
    new PairingCodes(files("gpu"))
        .add(code.secret().toArrayUnsafe(), new PairingCodes.Entry(LOBBY, now.plus(HOUR)), now);
    SiteAuthority.open(files("gpu")).signOwn(files("gpu").identity().orElseThrow(), now);
    server.close();
    server = serve("gpu");
    edge().pair(server.address(), code);
    Renewal renewal = Renewal.ofEdge(files("edge"), List.of(server.address()), () -> now);

    assertThat(renewal.look())
        .get()
        .extracting(Told::sentence)
        .asString()
        .startsWith("The authority of the site ends ")
        .contains("gpu-node pair --renew-ca");

    site("gpu").renewAuthority();
    PairingServer renewed = serve("gpu");
    assertThat(Renewal.ofEdge(files("edge"), List.of(renewed.address()), () -> now).look())
        .get()
        .matches(Told::isGood);
    assertThat(renewal.look()).isEmpty();
  }

  @Test
  void asksTheNextNodeAndTellsWhyNoneRenews() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    HostAndPort closed = new HostAndPort("127.0.0.1", 1);
    now = now.plus(TWO_THIRDS);

    assertThat(Renewal.ofEdge(files("edge"), List.of(closed), () -> now).look())
        .get()
        .satisfies(
            told ->
                assertThat(told.sentence())
                    .startsWith("The certificate ends ")
                    .contains(
                        "could not be renewed yet: the node at 127.0.0.1:1 cannot be reached"));
    assertThat(Renewal.ofEdge(files("edge"), List.of(closed, server.address()), () -> now).look())
        .get()
        .matches(Told::isGood);
  }

  @Test
  void aNodeWithTheAuthoritysKeyRenewsItselfAndOneWithoutAsksIt() throws Exception {
    PairingServer server = begun("gpu");
    new Enrolment(files("gpu-2"), Role.GPU_NODE).pair(server.address(), code("gpu", SECOND));
    X509Certificate first = files("gpu").own();
    now = now.plus(TWO_THIRDS);

    for (String node : List.of("gpu", "gpu-2")) {
      assertThat(Renewal.ofGpuNode(files(node), () -> now).look()).get().matches(Told::isGood);
      assertThat(files(node).own().getNotAfter()).isAfter(first.getNotAfter());
    }
  }

  @Test
  void aNodeWithoutTheAuthoritysKeyForwardsWhatAnEdgeAsks() throws Exception {
    PairingServer server = begun("gpu");
    new Enrolment(files("gpu-2"), Role.GPU_NODE).pair(server.address(), code("gpu", SECOND));
    edge().pair(server.address(), code("gpu", LOBBY));
    PairingServer second = serve("gpu-2");
    now = now.plus(TWO_THIRDS);

    assertThat(Renewal.ofEdge(files("edge"), List.of(second.address()), () -> now).look())
        .get()
        .matches(Told::isGood);

    assertThat(second.asked).hasSize(1);
    assertThat(files("edge").identity()).contains(LOBBY);
  }

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
    SignersRevocations revocations = SignersRevocations.ofGpuNode(files("gpu-2"));

    assertThat(revocations.look()).isEmpty();
    assertThat(Files.readString(files("gpu-2").revoked())).isEqualTo("edge/lobby\nedge/hall\n");
    server.close();
    assertThat(revocations.look())
        .get()
        .extracting(Told::sentence)
        .asString()
        .startsWith("Who was unpaired cannot be asked for: the node at 127.0.0.1:");
    assertThat(Files.readString(files("gpu-2").revoked())).isEqualTo("edge/lobby\nedge/hall\n");
    assertThat(SignersRevocations.ofGpuNode(files("gpu")).look()).isEmpty();
    assertThat(SignersRevocations.ofGpuNode(files("hall")).look()).isEmpty();
  }

  @Test
  void aNodeThatJoinedKnowsAllOfManyWhoWereUnpaired() throws Exception {
    PairingServer server = begun("gpu");
    new Enrolment(files("gpu-2"), Role.GPU_NODE).pair(server.address(), code("gpu", SECOND));
    for (int i = 0; i < 90; i++) {
      new Revocations(files("gpu")).add(new PeerIdentity(Role.EDGE, "edge-" + i));
    }

    assertThat(SignersRevocations.ofGpuNode(files("gpu-2")).look()).isEmpty();

    assertThat(Files.readAllLines(files("gpu-2").revoked())).hasSize(90);
  }

  @Test
  void anEdgeTrustsNoGpuNodeThatWasUnpaired() throws Exception {
    PairingServer server = begun("gpu");
    new Enrolment(files("gpu-2"), Role.GPU_NODE).pair(server.address(), code("gpu", SECOND));
    PairingServer second = serve(files("gpu-2"), files("gpu"));
    edge().pair(server.address(), code("gpu", LOBBY));
    site("gpu").unpair(SECOND);
    List<HostAndPort> both = List.of(second.address(), server.address());

    assertThat(SignersRevocations.ofEdge(files("edge"), both).look()).isEmpty();

    assertThat(Files.readString(files("edge").revoked())).isEqualTo("gpu-node/gpu-2\n");
    now = now.plus(TWO_THIRDS);
    assertThat(Renewal.ofEdge(files("edge"), List.of(second.address()), () -> now).look())
        .get()
        .extracting(Told::sentence)
        .asString()
        .contains("gpu-node/gpu-2 was revoked");
  }

  @Test
  void aGpuNodePutsNoAuthorityOfItsOwnInTheSitesPlace() throws Exception {
    PairingServer server = begun("gpu");
    new Enrolment(files("gpu-2"), Role.GPU_NODE).pair(server.address(), code("gpu", SECOND));
    edge().pair(server.address(), code("gpu", LOBBY));
    code("liars", LOBBY);
    SiteAuthority.open(files("liars")).sign(LOBBY, files("edge").ownKeys().getPublic(), now);
    PairingServer liar = serve(files("gpu-2"), files("liars"));
    byte[] before = Files.readAllBytes(files("edge").authorities());
    now = now.plus(TWO_THIRDS);

    assertThat(Renewal.ofEdge(files("edge"), List.of(liar.address()), () -> now).look())
        .get()
        .extracting(Told::sentence)
        .asString()
        .contains("gave a certificate of another site");

    assertThat(liar.asked).hasSize(1);
    assertThat(files("edge").authorities()).hasBinaryContent(before);
  }

  @Test
  void aKeyThatCannotBeReadCostsNoCertificate() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    byte[] certificate = Files.readAllBytes(files("edge").certificate());
    PairingCode spent = code("gpu", LOBBY);
    new Enrolment(files("other"), Role.EDGE).pair(server.address(), spent);
    Files.writeString(files("edge").key(), "unreadable");
    now = now.plus(TWO_THIRDS);

    assertThat(Renewal.ofEdge(files("edge"), List.of(server.address()), () -> now).look())
        .get()
        .matches(told -> !told.isGood());
    assertThatThrownBy(() -> edge().pair(server.address(), spent))
        .isInstanceOf(NotIssuedException.class);
    assertThat(files("edge").certificate()).hasBinaryContent(certificate);
    assertThat(files("edge").key()).hasContent("unreadable");

    now = now.minus(TWO_THIRDS);
    Files.writeString(files("edge").certificate(), "broken");
    edge().pair(server.address(), code("gpu", LOBBY));
    assertThat(files("edge").ownKeys().getPublic()).isEqualTo(files("edge").own().getPublicKey());
  }

  @Test
  void anEdgeRenewsAcrossAChangeOfTheAuthority() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    X509Certificate before = SiteAuthority.open(files("gpu")).root();
    assertThat(site("gpu").renewAuthority()).isEqualTo(1);
    assertThatThrownBy(() -> site("gpu").renewAuthority())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("edge/lobby");
    X509Certificate after = SiteAuthority.open(files("gpu")).root();
    PairingServer renewed = serve("gpu");
    PairingCode code = code("gpu", new PeerIdentity(Role.EDGE, "new"));
    new Enrolment(files("new"), Role.EDGE).pair(renewed.address(), code);
    now = now.plus(TWO_THIRDS);

    assertThat(Renewal.ofEdge(files("edge"), List.of(renewed.address()), () -> now).look())
        .get()
        .matches(Told::isGood);

    assertThat(before).isNotEqualTo(after);
    assertThat(PkiFiles.read(files("edge").authorities())).first().isEqualTo(after);
    assertThat(PkiFiles.read(files("gpu").authorities())).containsExactly(after);
    // Whoever trusts the new authority alone still knows the node, which shows the cross
    // certificate.
    now = now.plus(TWO_THIRDS);
    assertThat(Renewal.ofEdge(files("edge"), List.of(renewed.address()), () -> now).look())
        .get()
        .matches(Told::isGood);
    assertThat(PkiFiles.read(files("edge").authorities())).containsExactly(after);
    now = now.minus(TWO_THIRDS);
    assertThat(Renewal.ofEdge(files("edge"), List.of(renewed.address()), () -> now).look())
        .isEmpty();
  }
}
