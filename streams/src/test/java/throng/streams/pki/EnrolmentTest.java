package throng.streams.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.util.ByteString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
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
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Message;

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
  void noGpuNodePutsAnotherAuthorityInThePlaceOfTheSites() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    new Enrolment(files("gpu-2"), Role.GPU_NODE).pair(server.address(), code("gpu", SECOND));
    PairingServer liar = serve("gpu-2");
    SiteAuthority its = SiteAuthority.openOrMake(files("its"), "its", now);
    SiteAuthority sites = SiteAuthority.open(files("gpu"));
    String before = Files.readString(files("edge").certificate());
    now = now.plus(TWO_THIRDS);
    PublicKey key = files("edge").own().getPublicKey();

    Message forged = paired(its.sign(LOBBY, key, now));
    liar.lies(pair -> forged);
    isNotRenewed(liar, "gave the certificate of an authority that is not the site's");
    List<X509Certificate> beside = new ArrayList<>(sites.sign(LOBBY, key, now));
    beside.add(its.root());
    liar.lies(pair -> paired(beside));
    isNotRenewed(liar, "gave the certificate of an authority that is not the site's");

    assertThat(files("edge").certificate()).hasContent(before);
    assertThat(PkiFiles.read(files("edge").authorities())).containsExactly(sites.root());
  }

  private void isNotRenewed(PairingServer server, String why) {
    assertThat(Renewal.ofEdge(files("edge"), List.of(server.address()), () -> now).look())
        .get()
        .satisfies(told -> assertThat(told.isGood()).isFalse())
        .satisfies(told -> assertThat(told.sentence()).contains(why));
  }

  private static Message paired(List<X509Certificate> certificates) {
    return new Message.Paired(
        certificates.stream()
            .map(each -> ByteString.fromArray(Certificates.encoded(each)))
            .toList());
  }

  @Test
  void aKeyThatCannotBeReadForAMomentCostsNoIdentity() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    String certificate = Files.readString(files("edge").certificate());
    String key = Files.readString(files("edge").key());
    Files.delete(files("edge").key());
    Files.createDirectory(files("edge").key());
    now = now.plus(TWO_THIRDS);
    Renewal renewal = Renewal.ofEdge(files("edge"), List.of(server.address()), () -> now);

    assertThat(renewal.look())
        .get()
        .extracting(Told::sentence)
        .asString()
        .startsWith("The certificate cannot be renewed: ");
    assertThatThrownBy(() -> edge().pair(server.address(), usedCode(server)))
        .isInstanceOf(NotIssuedException.class);

    assertThat(files("edge").certificate()).hasContent(certificate);
    Files.delete(files("edge").key());
    Files.writeString(files("edge").key(), key);
    assertThat(renewal.look()).get().matches(Told::isGood);
  }

  private PairingCode usedCode(PairingServer server) throws Exception {
    PairingCode code = code("gpu", new PeerIdentity(Role.EDGE, "other"));
    new Enrolment(files("other"), Role.EDGE).pair(server.address(), code);
    return code;
  }

  @Test
  void pairingMendsACertificateThatIsBroken() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    for (Path broken : List.of(files("edge").certificate(), files("edge").key())) {
      Files.writeString(broken, "broken");

      assertThat(edge().pair(server.address(), code("gpu", LOBBY))).isEqualTo(LOBBY);

      assertThat(files("edge").keys().getPublic()).isEqualTo(files("edge").own().getPublicKey());
    }
  }
}
