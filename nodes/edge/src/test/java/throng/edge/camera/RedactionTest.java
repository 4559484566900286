package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "rtsp://10.0.0.1/live, rtsp://10.0.0.1/live",
        "rtsp://u:secret@h:554/a, rtsp://u:***@h:554/a",
        "rtsp://secret@h/a, rtsp://***@h/a",
        "rtsp://u:se@cret@h/a, rtsp://u:***@h/a",
        "rtsp://u:se/cret@h/a, rtsp://u:***@h/a",
        "rtsp://u:se?cr#et@h/a, rtsp://u:***@h/a",
        "http://h/v?token=secret&channel=1, http://h/v?token=***&channel=1",
        "http://h/v?secret, http://h/v?***",
        "http://h/v#secret, http://h/v",
        "rtsp://h/user=admin&password=secret&channel=1, rtsp://h/user=admin&password=***&channel=1",
        "rtsp://h/user=admin_password=secret_channel=1.sdp, rtsp://h/user=admin_password=***",
        "http://h:8080/a@b, http://h:8080/a@b",
        "http://[::1]:80/a, http://[::1]:80/a",
        "/home/me/video.mp4, /home/me/video.mp4"
      })
  void secretsAreHidden(String address, String shown) {
    assertThat(Redaction.of(address)).isEqualTo(shown).doesNotContain("secret", "cret");
  }

  @ParameterizedTest
  @CsvSource({
    "rtsp://u:p@host:554/a, host",
    "rtsp://u:p/x@host/a, host",
    "http://[fe80::1]:80/a, fe80::1",
    "http://host, host"
  })
  void theHostIsFoundBehindTheUser(String address, String host) {
    assertThat(Redaction.host(address)).isEqualTo(host);
  }
}
