package throng.streams.pki;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import throng.streams.settings.SettingsException;

/** Whatever is typed, it is a code, or refused with a sentence. */
class PairingCodeFuzzTest {
  @FuzzTest(maxDuration = "30s")
  void readsOrRefuses(FuzzedDataProvider data) {
    String typed = data.consumeRemainingAsString();
    try {
      PairingCode code = PairingCode.parse(typed);
      assertThat(PairingCode.parse(code.text()).secret()).isEqualTo(code.secret());
    } catch (SettingsException expected) {
      assertThat(expected).hasMessageEndingWith(".");
    }
  }
}
