package throng.streams.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.streams.settings.SettingsException;

class PairingCodeTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final X509Certificate authority = root();
  private final PairingCode code = PairingCode.of(authority, RANDOM);

  private static X509Certificate root() {
    try {
      return new CertificateMaker(RANDOM).root(Keys.create(), Instant.now());
    } catch (java.security.cert.CertificateException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void isFortyTwoCharactersInSevenGroupsOfSix() {
    assertThat(code.text()).matches("(?:[0-9A-HJKMNP-TV-Z]{6}-){6}[0-9A-HJKMNP-TV-Z]{6}");
  }

  @Test
  void knowsItsAuthorityAndKeepsItsSecretWhenItIsReadAgain() {
    for (int i = 0; i < 200; i++) {
      PairingCode made = PairingCode.of(authority, RANDOM);
      PairingCode read = PairingCode.parse(made.text());

      assertThat(read.text()).isEqualTo(made.text());
      assertThat(read.secret()).isEqualTo(made.secret());
      assertThat(read.secret().size()).isEqualTo(10);
      assertThat(read.isBy(authority)).isTrue();
      assertThat(read.isBy(root())).isFalse();
    }
  }

  @Test
  void isReadAsPeopleWriteIt() {
    String text = code.text();

    for (String written :
        new String[] {
          text.toLowerCase(Locale.ROOT),
          text.replace("-", ""),
          text.replace('-', ' '),
          "  " + text + "\t",
          text.replace('0', 'O').replace('1', 'I'),
          text.replace('0', 'o').replace('1', 'l')
        }) {
      assertThat(PairingCode.parse(written).text()).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2N3KEF-6H3RWS|A pairing code has 42 letters and digits, in groups of 6; this one has 12.",
        "2N3KEF-6H3RW?|A pairing code has letters and digits, and no U; its character 12 is"
            + " neither.",
        "2N3U|A pairing code has letters and digits, and no U; its character 4 is neither."
      })
  void saysWhatIsWrongAndNotTheCode(String written, String sentence) {
    assertThatThrownBy(() -> PairingCode.parse(written))
        .isInstanceOf(SettingsException.class)
        .hasMessage(sentence);
  }

  @Test
  void seesThatALastCharacterCannotBeRight() {
    String wrong = code.text().substring(0, 47) + "1";

    assertThatThrownBy(() -> PairingCode.parse(wrong))
        .isInstanceOf(SettingsException.class)
        .hasMessage("This is no pairing code: look at its last character again.");
  }

  @Test
  void doesNotTellItsSecretToLogs() {
    assertThat(code).asString().isEqualTo("PairingCode[***]");
  }
}
