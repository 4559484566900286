package throng.streams.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.settings.SettingsException;

/** What is wrong with a certificate's files is told with file and line. */
class PemFilesTest {
  @TempDir Path folder = Path.of(".");
  private PemFiles files = new PemFiles(folder, folder);

  @BeforeEach
  void name() {
    files = new PemFiles(folder.resolve("page.pem"), folder.resolve("page.key"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void makesAnIdentityForTlsOneDotTwoAndOneDotThree(String kind) {
    MadeCertificate made = MadeCertificate.of(folder, kind);

    ServerIdentity identity = made.writeTo(files).read();

    assertThat(identity.engine().getEnabledProtocols())
        .containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
    assertThat(identity.engine().getUseClientMode()).isFalse();
    assertThat(identity.ends()).isEqualTo(made.certificate().getNotAfter().toInstant());
  }

  @Test
  void readsAChainWithWordsBetweenItsCertificates() throws IOException {
    MadeCertificate made = MadeCertificate.of(folder, "EC");
    made.writeTo(files);
    String signer = MadeCertificate.of(folder, "EC").certificatePem();
    Files.writeString(
        files.certificate(),
        "the page's\r\n"
            + made.certificatePem().replace("\n", "\r\n")
            + "\n# its signer\n"
            + signer);

    assertThat(files.chain()).hasSize(2);
    assertThat(files.chain().get(0)).isEqualTo(made.certificate());
    assertThat(files.read()).isNotNull();
  }

  @Test
  void refusesAFileThatIsNotThereOrHoldsNothing() throws IOException {
    refused(files.certificate() + " cannot be read: ", "is not there");

    Files.writeString(files.certificate(), "nothing\n");
    refused(files.certificate() + " holds no certificate");

    MadeCertificate made = MadeCertificate.of(folder, "EC");
    made.writeTo(files);
    Files.delete(files.key());
    refused(files.key() + " cannot be read: ", "is not there");

    Files.writeString(files.key(), made.certificatePem());
    refused(files.key() + " holds no private key");

    Files.write(files.key(), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    refused(files.key() + " is no text");

    Files.write(files.key(), new byte[2 << 20]);
    refused(files.key() + " is larger than 1 MiB");
  }

  @Test
  void tellsInWhichLineTheBlockBeginsThatIsBroken() throws IOException {
    MadeCertificate made = MadeCertificate.of(folder, "EC");
    made.writeTo(files);

    Files.writeString(files.certificate(), "\n\n-----BEGIN CERTIFICATE-----\nAAAA\n");
    refused(files.certificate() + ": 3: the block CERTIFICATE has no end");

    Files.writeString(
        files.certificate(), "\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    refused(files.certificate() + ": 2: the certificate is broken");

    made.writeTo(files);
    Files.writeString(files.key(), "\n" + made.keyPem().replaceFirst("\nM.*\n", "\nAAAA\n"));
    refused(files.key() + ": 2: the key is broken");
  }

  @Test
  void refusesAnotherCertificatesKey() throws IOException {
    MadeCertificate made = MadeCertificate.of(folder, "EC");
    made.writeTo(files);

    for (MadeCertificate other :
        List.of(MadeCertificate.of(folder, "EC"), MadeCertificate.of(folder, "RSA"))) {
      Files.writeString(files.key(), other.keyPem());

      refused(
          files.key() + ": 1: ",
          "not the key of the (first) certificate in " + files.certificate());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENCRYPTED PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY"})
  void tellsHowToMakeAKeyThatCanBeRead(String label) throws IOException {
    MadeCertificate made = MadeCertificate.of(folder, "EC");
    made.writeTo(files);
    Files.writeString(files.key(), made.keyPem().replace("PRIVATE KEY", label));

    refused(
        files.key() + ": 1: the key is encrypted, or of an older form (" + label + ")",
        "openssl pkcs8 -topk8 -nocrypt -in " + files.key());
  }

  private void refused(String... sentences) {
    assertThatThrownBy(files::read)
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll(sentences);
  }
}
