package throng.streams.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change are followed; broken ones keep what was there, and are told of once. */
class RenewedIdentityTest {
  @TempDir Path folder = Path.of(".");
  private PemFiles files = new PemFiles(folder, folder);
  private int writes;

  @BeforeEach
  void begin() {
    files = new PemFiles(folder.resolve("page.pem"), folder.resolve("page.key"));
    MadeCertificate.of(folder, "EC").writeTo(files);
  }

  @Test
  void saysNothingWhileNothingChanges() {
    RenewedIdentity identity = RenewedIdentity.of(files);

    assertThat(identity.look()).isEmpty();
    assertThat(identity.look()).isEmpty();
  }

  @Test
  void takesUpANewCertificateAndTellsUntilWhenItHolds() throws IOException {
    RenewedIdentity identity = RenewedIdentity.of(files);
    MadeCertificate renewed = MadeCertificate.of(folder, "RSA");
    renewed.writeTo(files);
    touch();

    Optional<Look> look = identity.look();

    assertThat(look).get().matches(Look::isRenewed);
    assertThat(look.get().sentence())
        .contains(files.certificate().toString())
        .contains(renewed.certificate().getNotAfter().toInstant().toString());
    assertThat(identity.look()).isEmpty();
  }

  @Test
  void doesNotTellOfFilesThatAreWrittenOneAfterTheOther() throws IOException {
    RenewedIdentity identity = RenewedIdentity.of(files);
    MadeCertificate renewed = MadeCertificate.of(folder, "EC");

    Files.writeString(files.certificate(), renewed.certificatePem());
    touch();
    assertThat(identity.look()).isEmpty();
    Files.writeString(files.key(), renewed.keyPem());
    touch();

    assertThat(identity.look()).get().matches(Look::isRenewed);
  }

  @Test
  void keepsTheLastOneWhileTheFilesAreBrokenAndSaysSoOnce() throws IOException {
    RenewedIdentity identity = RenewedIdentity.of(files);
    Files.writeString(files.certificate(), "\n-----BEGIN CERTIFICATE-----\n");
    touch();

    assertThat(identity.look()).isEmpty();
    assertThat(identity.look())
        .get()
        .matches(look -> !look.isRenewed())
        .matches(
            look ->
                look.sentence().contains("the last one stays: " + files.certificate() + ": 2:"));
    assertThat(identity.look()).isEmpty();
    assertThat(identity.get().getEnabledProtocols()).isNotEmpty();

    MadeCertificate.of(folder, "EC").writeTo(files);
    touch();
    assertThat(identity.look()).get().matches(Look::isRenewed);
    Files.delete(files.key());
    assertThat(identity.look()).isEmpty();
    assertThat(identity.look()).get().matches(look -> look.sentence().contains("is not there"));
  }

  // Two writes in one tick of the disk's clock look alike.
  private void touch() throws IOException {
    writes++;
    FileTime later = FileTime.from(Instant.now().plusSeconds(writes));
    Files.setLastModifiedTime(files.certificate(), later);
    Files.setLastModifiedTime(files.key(), later);
  }
}
