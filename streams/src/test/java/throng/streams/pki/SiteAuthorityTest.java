package throng.streams.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.settings.SettingsException;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;

class SiteAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final PeerIdentity LOBBY = new PeerIdentity(Role.EDGE, "lobby");

  @TempDir Path temporary;

  private PkiFiles files() {
    return new PkiFiles(temporary.resolve("state").resolve("pki"));
  }

  private SiteAuthority authority() throws IOException {
    return SiteAuthority.openOrMake(files(), "gpu-1", NOW);
  }

  @Test
  void makesItselfAndTheNodesCertificateAtFirstUseAndNeverAgain() throws Exception {
    X509Certificate made = authority().root();

    assertThat(authority().root()).isEqualTo(made);
    assertThat(files().identity()).contains(new PeerIdentity(Role.GPU_NODE, "gpu-1"));
    assertThat(files().chain()).hasSize(2).contains(made);
    assertThat(PkiFiles.read(files().authorities())).containsExactly(made);
  }

  @Test
  void holdsTenYearsAndANodeOneAndBothBeginBeforeAnyClock() throws Exception {
    X509Certificate own = authority().sign(LOBBY, Keys.create().getPublic(), NOW).get(0);

    assertThat(own.getNotAfter()).isEqualTo("2027-11-26T12:00:00Z");
    assertThat(authority().root().getNotAfter()).isEqualTo("2036-11-25T12:00:00Z");
    assertThat(own.getNotBefore()).isEqualTo(Instant.EPOCH);
    assertThat(authority().root().getNotBefore()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void letsANodeNotOutliveIt() throws Exception {
    Instant late = NOW.plus(Duration.ofDays(3500));

    X509Certificate own = authority().sign(LOBBY, Keys.create().getPublic(), late).get(0);

    assertThat(own.getNotAfter()).isEqualTo(authority().root().getNotAfter());
  }

  @Test
  void anEdgeIsAClientAloneAndAGpuNodeIsBoth() throws Exception {
    X509Certificate edge = authority().sign(LOBBY, Keys.create().getPublic(), NOW).get(0);
    X509Certificate node = files().chain().get(0);

    assertThat(edge.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(node.getExtendedKeyUsage())
        .containsExactlyInAnyOrder("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    assertThat(edge.getSubjectAlternativeNames())
        .singleElement()
        .isEqualTo(List.of(6, "throng:edge/lobby"));
  }

  @Test
  void opensslFindsNothingWrongWithItsCertificates() throws Exception {
    assumeThat(hasOpenssl()).as("openssl is not installed here").isTrue();
    X509Certificate edge = authority().sign(LOBBY, Keys.create().getPublic(), NOW).get(0);
    Path its = Files.writeString(temporary.resolve("edge.crt"), Certificates.pem(List.of(edge)));

    assertThat(openssl("sslclient", its)).contains(its + ": OK");
    assertThat(openssl("sslserver", its)).contains("unsuitable certificate purpose");
    assertThat(openssl("sslserver", files().certificate())).contains(": OK");
    assertThat(openssl("sslclient", files().certificate())).contains(": OK");
  }

  @Test
  void opensslFindsNothingWrongWithAnAuthorityThatTakesAnothersPlace() throws Exception {
    assumeThat(hasOpenssl()).as("openssl is not installed here").isTrue();
    SiteAuthority present = authority();
    Path before = Files.copy(files().authorities(), temporary.resolve("before.crt"));
    SiteAuthority next = present.renew(NOW);
    next.signOwn(new PeerIdentity(Role.GPU_NODE, "gpu-1"), NOW);

    assertThat(
            run(
                "openssl",
                "verify",
                "-x509_strict",
                "-attime",
                "1795780800",
                "-purpose",
                "sslserver",
                "-CAfile",
                before.toString(),
                "-untrusted",
                files().cross().toString(),
                files().certificate().toString()))
        .contains(": OK");
    assertThat(openssl("sslserver", files().certificate())).contains(": OK");
  }

  private String openssl(String purpose, Path certificate) throws Exception {
    return run(
        "openssl",
        "verify",
        "-x509_strict",
        "-attime",
        "1795780800",
        "-purpose",
        purpose,
        "-CAfile",
        files().authorities().toString(),
        certificate.toString());
  }

  private static boolean hasOpenssl() throws Exception {
    return run("sh", "-c", "command -v openssl || echo none").contains("openssl");
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  @Test
  void everyFileIsForItsOwnerOnly() throws Exception {
    assumeThat(files().path().getFileSystem().supportedFileAttributeViews()).contains("posix");
    SiteAuthority authority = authority();
    authority.sign(LOBBY, Keys.create().getPublic(), NOW);
    authority.renew(NOW);
    new Revocations(files()).add(LOBBY);
    byte[] secret = authority.newCode().secret().toArrayUnsafe();
    new PairingCodes(files()).add(secret, new PairingCodes.Entry(LOBBY, NOW), NOW);

    try (Stream<Path> all = Files.walk(files().path())) {
      List<Path> made = all.toList();
      assertThat(made).hasSizeGreaterThan(9);
      for (Path each : made) {
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
        assertThat(permissions)
            .as("%s", each)
            .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void whatWasStoppedHalfWayIsMadeAgain() throws Exception {
    Files.createDirectories(files().path());
    Files.writeString(files().authorityKey(), "half");
    isWhole();

    for (Path missing : List.of(files().certificate(), files().key())) {
      // It is written last.
      Files.deleteIfExists(files().certificate());
      Files.deleteIfExists(missing);
      isWhole();
    }
  }

  private void isWhole() throws Exception {
    X509Certificate root = authority().root();
    assertThat(files().chain().get(1)).isEqualTo(root);
    files().own().verify(root.getPublicKey());
    assertThat(files().keys().getPublic()).isEqualTo(files().own().getPublicKey());
  }

  @Test
  void takesNoOthersPlaceWhoseCertificateIsLost() throws Exception {
    authority();
    byte[] key = Files.readAllBytes(files().authorityKey());
    Files.delete(files().authorities());

    assertThatThrownBy(this::authority)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("put a copy of it back");

    assertThat(files().authorityKey()).hasBinaryContent(key);
  }

  @Test
  void saysWhichFileCannotBeRead() throws Exception {
    authority();
    Files.writeString(files().authorityKey(), "nothing");

    assertThatThrownBy(this::authority)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(files().authorityKey() + " holds no private key");
  }

  @Test
  void bothAuthoritiesAreTrustedUntilEverybodyHasRenewed() throws Exception {
    SiteAuthority before = authority();
    before.sign(LOBBY, Keys.create().getPublic(), NOW);
    SiteAuthority next = before.renew(NOW);
    next.signOwn(new PeerIdentity(Role.GPU_NODE, "gpu-1"), NOW);

    next.forgetFormer(NOW);
    assertThat(PkiFiles.read(files().authorities())).containsExactly(next.root(), before.root());
    assertThat(next.ofFormer(NOW)).containsExactly(LOBBY);

    List<X509Certificate> signed = next.sign(LOBBY, Keys.create().getPublic(), NOW);
    assertThat(signed.subList(1, 2)).containsExactly(next.root());
    assertThat(signed).contains(before.root()).hasSize(4);
    next.forgetFormer(NOW);

    assertThat(PkiFiles.read(files().authorities())).containsExactly(next.root());
    assertThat(next.sign(LOBBY, Keys.create().getPublic(), NOW)).hasSize(2);
  }

  @Test
  void anAuthorityWhosePlaceIsJustBeingTakenForgetsNobody() throws Exception {
    SiteAuthority before = authority();
    SiteAuthority next = before.renew(NOW);

    before.forgetFormer(NOW);

    assertThat(PkiFiles.read(files().authorities())).containsExactly(next.root(), before.root());
    assertThat(files().cross()).exists();
  }

  @Test
  void whoWasUnpairedOrHasEndedIsNotWaitedFor() throws Exception {
    List<PeerIdentity> waitedFor = new ArrayList<>();
    SiteAuthority before = authority();
    before.sign(LOBBY, Keys.create().getPublic(), NOW);
    before.sign(new PeerIdentity(Role.EDGE, "hall"), Keys.create().getPublic(), NOW);
    SiteAuthority next = before.renew(NOW);
    next.signOwn(new PeerIdentity(Role.GPU_NODE, "gpu-1"), NOW);
    waitedFor.addAll(next.ofFormer(NOW));
    new Revocations(files()).add(LOBBY);

    assertThat(waitedFor).hasSize(2);
    assertThat(next.ofFormer(NOW)).hasSize(1);
    assertThat(next.ofFormer(NOW.plus(Duration.ofDays(400)))).isEmpty();
  }
}
