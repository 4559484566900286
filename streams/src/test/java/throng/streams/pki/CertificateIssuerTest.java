package throng.streams.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.util.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.settings.SettingsException;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Message;
import throng.streams.wire.WireCodec;

class CertificateIssuerTest {
  private static final PeerIdentity LOBBY = new PeerIdentity(Role.EDGE, "lobby");
  private static final PeerIdentity HALL = new PeerIdentity(Role.EDGE, "hall");
  private static final PeerIdentity SECOND = new PeerIdentity(Role.GPU_NODE, "gpu-2");
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path temporary;
  private Instant now = Instant.parse("2026-11-26T12:00:00Z");
  private final PublicKey key = Keys.create().getPublic();
  private PkiFiles files;
  private SitePairing site;
  private CertificateIssuer issuer;

  @BeforeEach
  void makeTheFolder() {
    files = new PkiFiles(temporary.resolve("pki"));
    site = new SitePairing(files, () -> now);
    issuer = new CertificateIssuer(files, () -> now);
  }

  private Message.Pair first(PairingCode code, Role role) {
    return new Message.Pair(code.secret(), encoded(key), role.word());
  }

  private Message.Pair further(PeerIdentity whom) {
    return new Message.Pair(ByteString.emptyByteString(), encoded(key), whom.toString());
  }

  private static ByteString encoded(PublicKey key) {
    return ByteString.fromArray(key.getEncoded());
  }

  private static X509Certificate own(CertificateIssuer.Issued issued) throws Exception {
    return Certificates.parse(issued.paired().certificates().get(0).toArrayUnsafe());
  }

  private void refuses(Message.Pair ask, String sentence) {
    assertThatThrownBy(() -> issuer.pair(ask))
        .isInstanceOf(NotIssuedException.class)
        .hasMessage(sentence);
  }

  @Test
  void givesOneCertificateForACodeWithTheNameAndTheKey() throws Exception {
    PairingCode code = site.code("gpu-1", LOBBY, HOUR);

    X509Certificate own = own(issuer.pair(first(code, Role.EDGE)));

    assertThat(PeerIdentity.of(own)).contains(LOBBY);
    assertThat(own.getPublicKey()).isEqualTo(key);
    own.verify(SiteAuthority.open(files).root().getPublicKey());
    refuses(
        first(code, Role.EDGE),
        "This pairing code was used already; each lets one node in. gpu-node pair makes another.");
  }

  @Test
  void saysWhereCodesAreTakenWhereAnotherNodeSigns() throws Exception {
    PairingCode code = site.code("gpu-1", LOBBY, HOUR);
    Files.delete(files.path().resolve("ca.key"));

    assertThatThrownBy(() -> issuer.pair(first(code, Role.EDGE)))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("another one signs for this site; use the code at ");
  }

  @Test
  void givesNoneForACodeThatHasEnded() throws Exception {
    PairingCode code = site.code("gpu-1", LOBBY, HOUR);

    now = now.plus(HOUR);

    refuses(
        first(code, Role.EDGE),
        "This pairing code ended at 2026-11-26T13:00:00Z. gpu-node pair lobby makes another.");
  }

  @Test
  void givesNoneForACodeThatNobodyMade() throws Exception {
    site.code("gpu-1", LOBBY, HOUR);
    PairingCode other = SiteAuthority.open(files).newCode();

    refuses(
        first(other, Role.EDGE), "This pairing code is not known here. gpu-node pair makes one.");
  }

  @Test
  void leavesACodeForAnotherRoleAsItIs() throws Exception {
    PairingCode code = site.code("gpu-1", SECOND, HOUR);

    refuses(
        first(code, Role.EDGE), "This pairing code is for a GPU node: use it with gpu-node join.");
    assertThat(PeerIdentity.of(own(issuer.pair(first(code, Role.GPU_NODE))))).contains(SECOND);
  }

  @Test
  void ofTwoWhoUseACodeAtOnceOneIsLetIn() throws Exception {
    for (int round = 0; round < 10; round++) {
      PairingCode code = site.code("gpu-1", LOBBY, HOUR);
      CyclicBarrier together = new CyclicBarrier(4);
      Callable<Boolean> use =
          () -> {
            together.await();
            try {
              issuer.pair(first(code, Role.EDGE));
              return true;
            } catch (NotIssuedException late) {
              return false;
            }
          };
      ExecutorService threads = Executors.newFixedThreadPool(4);
      int letIn = 0;
      for (Future<Boolean> each : threads.invokeAll(List.of(use, use, use, use))) {
        letIn += each.get() ? 1 : 0;
      }
      threads.shutdown();

      assertThat(letIn).isEqualTo(1);
    }
  }

  @Test
  void aCodeOfWhichNothingCameCanBeUsedAgain() throws Exception {
    PairingCode code = site.code("gpu-1", LOBBY, HOUR);
    byte[] key = Files.readAllBytes(files.authorityKey());
    Files.writeString(files.authorityKey(), "unreadable");

    assertThatThrownBy(() -> issuer.pair(first(code, Role.EDGE)))
        .isInstanceOf(SettingsException.class);

    Files.write(files.authorityKey(), key);
    assertThat(PeerIdentity.of(own(issuer.pair(first(code, Role.EDGE))))).contains(LOBBY);
  }

  @Test
  void certifiesNoKeyOfAnotherKind() throws Exception {
    PairingCode code = site.code("gpu-1", LOBBY, HOUR);
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    KeyPairGenerator larger = KeyPairGenerator.getInstance("EC");
    larger.initialize(384);

    for (ByteString wrong :
        List.of(
            encoded(rsa.generateKeyPair().getPublic()),
            encoded(larger.generateKeyPair().getPublic()),
            ByteString.fromInts(1, 2, 3),
            ByteString.emptyByteString())) {
      refuses(
          new Message.Pair(code.secret(), wrong, "edge"),
          "What was sent is no public key of the curve P-256.");
    }
    issuer.pair(first(code, Role.EDGE));
  }

  @Test
  void aFolderWithoutTheAuthoritysKeyGivesNothing() {
    Message.Pair ask = new Message.Pair(ByteString.fromInts(1), encoded(key), "edge");

    refuses(
        ask,
        "This node gives no certificates; run gpu-node pair NAME on it, or ask the one that does.");
  }

  @Test
  void renewsForItselfAndAGpuNodeForEdges() throws Exception {
    issuer.pair(first(site.code("gpu-1", LOBBY, HOUR), Role.EDGE));
    issuer.pair(first(site.code("gpu-1", SECOND, HOUR), Role.GPU_NODE));

    assertThat(issuer.renew(LOBBY, further(LOBBY)).whom()).contains(LOBBY);
    assertThat(PeerIdentity.of(own(issuer.renew(LOBBY, further(LOBBY))))).contains(LOBBY);
    assertThat(PeerIdentity.of(own(issuer.renew(SECOND, further(SECOND))))).contains(SECOND);
    assertThat(PeerIdentity.of(own(issuer.renew(SECOND, further(LOBBY))))).contains(LOBBY);
  }

  @Test
  void renewsForNoNameThatWasNotLetInAndForNoOtherKey() throws Exception {
    issuer.pair(first(site.code("gpu-1", LOBBY, HOUR), Role.EDGE));
    Message.Pair otherKey =
        new Message.Pair(
            ByteString.emptyByteString(), encoded(Keys.create().getPublic()), LOBBY.toString());

    renewalIsRefused(
        SECOND,
        HALL,
        "No certificate of edge/hall with that key was given here; it has to be paired again.");
    for (PeerIdentity peer : List.of(SECOND, LOBBY)) {
      assertThatThrownBy(() -> issuer.renew(peer, otherKey))
          .isInstanceOf(NotIssuedException.class)
          .hasMessage(
              "No certificate of edge/lobby with that key was given here; it has to be paired"
                  + " again.");
    }
    assertThat(Files.exists(files.issued(HALL))).isFalse();
    assertThat(own(issuer.renew(SECOND, further(LOBBY))).getPublicKey()).isEqualTo(key);
  }

  @Test
  void renewsNobodyForAnother() throws Exception {
    site.code("gpu-1", LOBBY, HOUR);

    renewalIsRefused(LOBBY, HALL, "edge/lobby cannot have the certificate of 'edge/hall'.");
    renewalIsRefused(LOBBY, SECOND, "edge/lobby cannot have the certificate of 'gpu-node/gpu-2'.");
    renewalIsRefused(
        SECOND,
        new PeerIdentity(Role.GPU_NODE, "gpu-1"),
        "gpu-node/gpu-2 cannot have the certificate of 'gpu-node/gpu-1'.");
  }

  @Test
  void renewsNobodyWhoWasUnpaired() throws Exception {
    PairingCode code = site.code("gpu-1", LOBBY, HOUR);
    issuer.pair(first(code, Role.EDGE));

    assertThat(site.unpair(LOBBY)).isTrue();

    String sentence =
        "edge/lobby was unpaired (gpu-node unpair), and gets no certificate any more.";
    renewalIsRefused(LOBBY, LOBBY, sentence);
    renewalIsRefused(SECOND, LOBBY, sentence);
    assertThat(Files.readString(files.revoked())).isEqualTo("edge/lobby\n");
  }

  @Test
  void tellsGpuNodesWhoWasUnpairedInPartsAndEdgesOfGpuNodesAlone() throws Exception {
    site.code("gpu-1", LOBBY, HOUR);
    PeerIdentity third = new PeerIdentity(Role.GPU_NODE, "gpu-3");
    RevokedAsk all = new RevokedAsk(false, 0);
    assertThat(told(SECOND, all)).isEmpty();
    for (int i = 0; i < 40; i++) {
      new Revocations(files).add(new PeerIdentity(Role.EDGE, "e".repeat(62) + i));
    }
    new Revocations(files).add(third);

    assertThat(issuer.renew(SECOND, asking(all)).whom()).isEmpty();
    assertThat(told(SECOND, all)).hasSize(40);
    assertThat(WireCodec.encode(issuer.renew(SECOND, asking(all)).paired(), false).size())
        .isLessThan(4096);
    assertThat(told(SECOND, all.next(40).orElseThrow())).containsExactly("gpu-node/gpu-3");
    assertThat(told(LOBBY, new RevokedAsk(true, 0))).containsExactly("gpu-node/gpu-3");
    assertThatThrownBy(() -> issuer.renew(LOBBY, asking(all)))
        .isInstanceOf(NotIssuedException.class)
        .hasMessage(
            "Which edge nodes were unpaired is told to GPU nodes only, and edge/lobby is none.");
    assertThatThrownBy(() -> issuer.renew(third, asking(all)))
        .isInstanceOf(NotIssuedException.class)
        .hasMessageStartingWith("gpu-node/gpu-3 was unpaired");
  }

  private static Message.Pair asking(RevokedAsk ask) {
    return new Message.Pair(
        ByteString.emptyByteString(), ByteString.emptyByteString(), ask.toString());
  }

  private List<String> told(PeerIdentity peer, RevokedAsk ask) throws Exception {
    Message.Paired answer = issuer.renew(peer, asking(ask)).paired();
    return RevokedNames.read(answer, ask, PkiFiles.read(files.authorities()));
  }

  @Test
  void aPartOfWhoWasUnpairedPassesForNoOther() throws Exception {
    site.code("gpu-1", LOBBY, HOUR);
    RevokedAsk first = new RevokedAsk(false, 0);
    Message.Paired answer = issuer.renew(SECOND, asking(first)).paired();

    assertThatThrownBy(
            () ->
                RevokedNames.read(
                    answer, new RevokedAsk(true, 0), PkiFiles.read(files.authorities())))
        .isInstanceOf(IOException.class)
        .hasMessage("the authority has not signed what was told");
  }

  @Test
  void whoIsUnpairedWhileItUsesItsCodeIsNotLetIn() throws Exception {
    PairingCode code = site.code("gpu-1", LOBBY, HOUR);
    PairingCodes.Use use =
        new PairingCodes(files).use(code.secret().toArrayUnsafe(), Role.EDGE, now);
    assertThat(use.holds()).isTrue();

    new PairingCodes(files).removeFor(LOBBY);

    assertThat(use.holds()).isFalse();
  }

  @Test
  void aConnectionThatShowsACertificateUsesNoCode() throws Exception {
    PairingCode code = site.code("gpu-1", LOBBY, HOUR);

    assertThatThrownBy(() -> issuer.renew(HALL, first(code, Role.EDGE)))
        .isInstanceOf(NotIssuedException.class)
        .hasMessage("A code is for who has no certificate yet; this connection shows one.");
  }

  private void renewalIsRefused(PeerIdentity peer, PeerIdentity whom, String sentence) {
    assertThatThrownBy(() -> issuer.renew(peer, further(whom)))
        .isInstanceOf(NotIssuedException.class)
        .hasMessage(sentence);
  }

  @Test
  void tellsWhoIsInAndWhoHasACode() throws Exception {
    assertThat(site.list()).isEmpty();
    issuer.pair(first(site.code("gpu-1", LOBBY, HOUR), Role.EDGE));
    site.code("gpu-1", HALL, HOUR);
    issuer.pair(first(site.code("gpu-1", SECOND, HOUR), Role.GPU_NODE));
    site.unpair(SECOND);

    assertThat(site.list())
        .containsExactly(
            "edge/lobby  paired, its certificate ends 2027-11-26T12:00:00Z",
            "gpu-node/gpu-1  paired, its certificate ends 2027-11-26T12:00:00Z",
            "edge/hall  has a code until 2026-11-26T13:00:00Z",
            "gpu-node/gpu-2  unpaired");
  }

  @Test
  void whoWasUnpairedGetsNoFurtherCodeAndOneThatWasOutIsTakenBack() throws Exception {
    PairingCode code = site.code("gpu-1", LOBBY, HOUR);
    assertThat(site.unpair(LOBBY)).isTrue();
    assertThat(site.unpair(LOBBY)).isFalse();

    refuses(
        first(code, Role.EDGE), "This pairing code is not known here. gpu-node pair makes one.");
    issuer.pair(first(site.code("gpu-1", LOBBY, HOUR), Role.EDGE));
    site.unpair(LOBBY);
    assertThatThrownBy(() -> site.code("gpu-1", LOBBY, HOUR))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "edge/lobby was unpaired, and its old certificates stay refused: choose another name,"
                + " or, if nobody can have one of them, take the line out of %s, and out of that"
                + " file on every node that knows it.",
            files.revoked());
  }

  @Test
  void aNodeIsNeitherLetInBesideItselfNorSentAway() throws Exception {
    PeerIdentity self = new PeerIdentity(Role.GPU_NODE, "gpu-1");
    site.code("gpu-1", LOBBY, HOUR);

    assertThatThrownBy(() -> site.code("gpu-1", self, HOUR))
        .isInstanceOf(SettingsException.class)
        .hasMessage("gpu-node/gpu-1 is this node itself.");
    assertThatThrownBy(() -> site.unpair(self))
        .isInstanceOf(SettingsException.class)
        .hasMessage("gpu-node/gpu-1 is this node itself.");
  }

  @Test
  void whatIsOnTheDiskDoesNotLetAnybodyIn() throws Exception {
    PairingCode code = site.code("gpu-1", LOBBY, HOUR);
    String secret = code.text().substring(code.text().length() - 14);

    try (var all = Files.walk(temporary)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).doesNotContain(secret, code.text());
        assertThat(file.toString()).doesNotContain(secret);
      }
    }
  }

  @Test
  void aNodeThatAnotherLetInSendsPeopleThere() throws IOException {
    site.code("gpu-1", LOBBY, HOUR);
    Files.delete(files.authorityKey());
    Files.writeString(files.signer(), "10.0.0.5:7600\n");

    assertThatThrownBy(() -> site.code("gpu-2", HALL, HOUR))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "This node was let in by another one, which has the authority's key (10.0.0.5:7600):"
                + " run this command there.");
  }
}
