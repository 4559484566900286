package throng.streams.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.settings.SettingsException;

class LinkIdentityTest {
  private static final PeerIdentity LOBBY = new PeerIdentity(Role.EDGE, "lobby");

  @TempDir static Path folder;

  private static MadeSite site;
  private static Path node;
  private static Path edge;
  private static Path strangersNode;
  private static Path strangersEdge;
  private static Path expired;

  @BeforeAll
  static void make() {
    site = MadeSite.in(folder);
    MadeSite other = MadeSite.in(folder);
    node = site.gpuNode("hall");
    edge = site.edge("lobby");
    expired = site.expiredEdge("lobby");
    strangersNode = other.gpuNode("hall");
    strangersEdge = other.edge("lobby");
  }

  @Test
  void aNodeAndAnEdgeOfOneSiteKnowEachOtherByTheirCertificates() throws Exception {
    SSLEngine server = node(node).accepting();
    SSLEngine client = edge(edge).connecting();

    Rehearsal.run(client, server);

    assertThat(node(node).judge(server.getSession())).isEqualTo(Verdict.trusted(LOBBY));
    assertThat(client.getSession().getProtocol()).isEqualTo("TLSv1.3");
    assertThat(node(node).self()).contains(new PeerIdentity(Role.GPU_NODE, "hall"));
  }

  @Test
  void anOlderTlsIsNotSpoken() {
    SSLEngine server = node(node).accepting();
    SSLEngine client = edge(edge).connecting();
    SSLParameters old = client.getSSLParameters();
    old.setProtocols(new String[] {"TLSv1.2"});
    client.setSSLParameters(old);

    assertThatThrownBy(() -> Rehearsal.run(client, server)).isInstanceOf(SSLException.class);
  }

  /** Each group of that kind costs a node 10 ms and more, of whoever offers it. */
  @Test
  void noGroupOfThousandsOfBitsIsComputedWith() {
    SSLEngine server = node(node).accepting();
    SSLEngine client = client(MadeSite.nobody());
    SSLParameters large = client.getSSLParameters();
    large.setAlgorithmConstraints(new OnlyLargeGroups());
    client.setSSLParameters(large);

    assertThatThrownBy(() -> Rehearsal.run(client, server))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("No common named group");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "Ed25519"})
  void aCertificateOfAnotherKindThanTheSitesIsNotTaken(String kind) throws Exception {
    MadeCertificate made = MadeCertificate.of(folder, kind);
    PemFiles files = made.writeTo(new PkiFolder(Files.createTempDirectory(folder, "own")).own());
    SSLEngine server = node(node).accepting();
    server.setNeedClientAuth(true);
    SSLEngine client = client(files.context(Optional.of(new AnybodyTrust())));

    assertThatThrownBy(() -> Rehearsal.run(client, server)).isInstanceOf(SSLException.class);
  }

  @Test
  void whoOffersAllGroupsIsTaken() throws Exception {
    SSLEngine server = node(node).accepting();

    Rehearsal.run(client(MadeSite.nobody()), server);

    assertThat(node(node).judge(server.getSession())).isEqualTo(Verdict.NOBODY);
  }

  private static SSLEngine client(SSLContext context) {
    SSLEngine client = context.createSSLEngine();
    client.setUseClientMode(true);
    return client;
  }

  @Test
  void anEdgeRefusesANodeOfAnotherSiteInWords() {
    assertThat(refusal(edge(edge).connecting(), node(strangersNode).accepting()))
        .isEqualTo(
            "The certificate of gpu-node/hall is another site's: it has to be paired with this"
                + " one.");
  }

  @Test
  void anEdgesCertificateIsNoServers() {
    assertThat(refusal(edge(edge).connecting(), edge(edge).accepting()))
        .isEqualTo("The certificate is edge/lobby's, which may not be a server.");
  }

  @Test
  void anEdgesCertificateIsNoGpuNodesEvenWhereItMayBeAServer() {
    Path both = site.signed(LOBBY.uri(), "serverAuth,clientAuth", "-validity", "365");

    assertThat(refusal(edge(both).connecting(), edge(both).accepting()))
        .isEqualTo("The certificate is edge/lobby's, no GPU node's.");
  }

  @Test
  void anEdgesCertificateIsNoMembersOfTheCluster() {
    SSLEngine server = node(node).members().get().createSSLEngine();
    server.setUseClientMode(false);
    server.setNeedClientAuth(true);

    assertThat(refusal(edge(edge).connecting(), server))
        .isEqualTo("The certificate is edge/lobby's, no GPU node's.");
  }

  @Test
  void twoGpuNodesAreMembersOfOneCluster() throws Exception {
    SSLEngine server = node(node).members().get().createSSLEngine();
    server.setUseClientMode(false);
    server.setNeedClientAuth(true);

    Rehearsal.run(node(node).connecting(), server);

    assertThat(server.getSession().getPeerCertificates()).isNotEmpty();
  }

  @Test
  void aStrangersAndAnExpiredCertificateAreJudgedInWords() throws Exception {
    assertThat(verdict(strangersEdge).distrust())
        .contains(
            "The certificate of edge/lobby is another site's: it has to be paired with this one.");
    assertThat(verdict(expired).distrust().orElseThrow())
        .startsWith("The certificate of edge/lobby ended at ")
        .endsWith("; it has to be paired again.");
  }

  @Test
  void aRevokedCertificateCountsNoMoreFromTheNextLookOn() throws Exception {
    Path own = copy(node);
    LinkIdentity identity = node(own);
    assertThat(identity.isRevoked(LOBBY)).isFalse();

    Files.writeString(own.resolve("revoked"), "# by hand\nedge/lobby\n");
    assertThat(identity.look()).isEmpty();

    assertThat(identity.isRevoked(LOBBY)).isTrue();
    SSLEngine server = identity.accepting();
    Rehearsal.run(edge(edge).connecting(), server);
    assertThat(identity.judge(server.getSession()).distrust())
        .contains(
            "The certificate of edge/lobby was revoked (gpu-node unpair); pair the machine under"
                + " another name.");
  }

  @Test
  void whatIsRevokedIsKnownFromTheStartOn() throws Exception {
    Path own = copy(node);
    Files.writeString(own.resolve("revoked"), "edge/lobby\n");

    assertThat(node(own).isRevoked(LOBBY)).isTrue();
  }

  @Test
  void whoWasRevokedStaysSoWhileTheFolderIsAway() throws Exception {
    Path own = copy(node);
    Files.writeString(own.resolve("revoked"), "edge/lobby\n");
    LinkIdentity identity = node(own);
    Path away = Files.move(own, folder.resolve("away"));

    identity.look();
    assertThat(identity.isRevoked(LOBBY)).isTrue();

    Files.move(away, own);
    Files.delete(own.resolve("revoked"));
    identity.look();
    assertThat(identity.isRevoked(LOBBY)).isFalse();
  }

  @Test
  void aNodeThatCannotReadWhoWasRevokedDoesNotStart() throws Exception {
    Path own = copy(node);
    Files.createDirectory(own.resolve("revoked"));

    assertThatThrownBy(() -> node(own))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("Who was unpaired cannot be read from the file `revoked` in ");
  }

  @Test
  void aNameIsPairedThatWasSignedForOrHasShownItsCertificate() throws Exception {
    Path own = copy(node);
    LinkIdentity identity = node(own);
    PeerIdentity dotted = new PeerIdentity(Role.EDGE, "a.b");
    assertThat(identity.isPaired(LOBBY)).isFalse();

    SSLEngine server = identity.accepting();
    Rehearsal.run(edge(edge).connecting(), server);
    identity.judge(server.getSession());
    Files.createDirectories(own.resolve("issued"));
    Files.writeString(own.resolve("issued").resolve("edge.a.b.crt"), "");
    identity.look();

    assertThat(identity.isPaired(LOBBY)).isTrue();
    assertThat(identity.isPaired(dotted)).isTrue();
    assertThat(identity.isPaired(new PeerIdentity(Role.EDGE, "attic"))).isFalse();
  }

  @Test
  void aNodeThatIsPairedWhileItRunsEncryptsFromThenOn() throws Exception {
    Path own = folder.resolve("later");
    LinkIdentity identity = node(own);
    assertThat(identity.isThere()).isFalse();

    Files.createDirectory(own);
    copyInto(own, node);

    assertThat(identity.look())
        .singleElement()
        .satisfies(look -> assertThat(look.sentence()).startsWith("This is gpu-node/hall of the"));
    assertThat(identity.isThere()).isTrue();
  }

  @Test
  void aNodeThatIsPairedStaysSoWhenItsFilesGo() throws Exception {
    Path own = copy(edge);
    LinkIdentity identity = edge(own);

    for (String file : List.of("ca.crt", "node.crt", "node.key")) {
      Files.delete(own.resolve(file));
    }

    assertThat(identity.look()).isEmpty();
    assertThat(identity.look())
        .singleElement()
        .satisfies(look -> assertThat(look.isRenewed()).isFalse());
    assertThat(identity.look()).isEmpty();
    assertThat(identity.isThere()).isTrue();
  }

  @Test
  void aFolderThatIsNotWholeIsRefusedWithTheFileThatLacks() throws Exception {
    Path own = copy(edge);
    Files.delete(own.resolve("node.key"));

    assertThatThrownBy(() -> edge(own))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("node.key cannot be read");
  }

  @Test
  void anotherRolesFolderIsRefused() {
    assertThatThrownBy(() -> edge(node))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("The certificate is gpu-node/hall's, but this is a node of the kind");
  }

  private static String refusal(SSLEngine client, SSLEngine server) {
    Throwable failure = catchThrowable(() -> Rehearsal.run(client, server));
    Throwable cause = failure;
    while (cause != null && !(cause instanceof DistrustException)) {
      cause = cause.getCause();
    }
    return Objects.requireNonNull(
        Objects.requireNonNull(cause, String.valueOf(failure)).getMessage());
  }

  private static Verdict verdict(Path shown) throws SSLException {
    SSLEngine server = node(node).accepting();
    SSLEngine client = trustingAll(shown);
    Rehearsal.run(client, server);
    return node(node).judge(server.getSession());
  }

  /** A client that does not mind who answers. */
  private static SSLEngine trustingAll(Path shown) {
    SSLEngine client =
        new PkiFolder(shown).own().context(Optional.of(new AnybodyTrust())).createSSLEngine();
    client.setUseClientMode(true);
    return client;
  }

  private static LinkIdentity node(Path own) {
    return LinkIdentity.of(own, Role.GPU_NODE);
  }

  private static LinkIdentity edge(Path own) {
    return LinkIdentity.of(own, Role.EDGE);
  }

  private static Path copy(Path pki) throws IOException {
    Path copy = Files.createTempDirectory(folder, "copy");
    copyInto(copy, pki);
    return copy;
  }

  private static void copyInto(Path to, Path pki) throws IOException {
    for (String file : List.of("ca.crt", "node.crt", "node.key")) {
      Files.copy(pki.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(to.resolve(file), FileTime.from(Instant.EPOCH));
    }
  }

  /** A client's who offers groups of thousands of bits, and no curves. */
  private static final class OnlyLargeGroups implements AlgorithmConstraints {
    @Override
    public boolean permits(
        Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
      return !algorithm.startsWith("secp") && !algorithm.startsWith("x");
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
      return true;
    }

    @Override
    public boolean permits(
        Set<CryptoPrimitive> primitives,
        String algorithm,
        Key key,
        AlgorithmParameters parameters) {
      return true;
    }
  }

  @Test
  void whoWasLetInStaysSoWhileThatCannotBeRead() throws Exception {
    Path own = copy(node);
    Path issued = Files.createDirectories(own.resolve("issued"));
    Path lobby = Files.writeString(issued.resolve("edge.lobby.crt"), "");
    LinkIdentity identity = node(own);
    assertThat(identity.isPaired(LOBBY)).isTrue();

    Files.delete(lobby);
    Files.delete(issued);
    Files.writeString(issued, "no folder");
    identity.look();

    assertThat(identity.isPaired(LOBBY)).isTrue();
  }
}
