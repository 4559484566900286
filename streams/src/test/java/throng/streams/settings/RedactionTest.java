package throng.streams.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "rtsp://10.0.0.1/live, rtsp://10.0.0.1/live",
        "rtsp://u:secret@h:554/a, rtsp://***@h:554/a",
        "rtsp://secret@h/a, rtsp://***@h/a",
        "rtsp://u:se@cret@h/a, rtsp://***@h/a",
        "rtsp://u:se@cr@et@h:1/a, rtsp://***@h:1/a",
        "rtsp://u:se/cret@h/a, rtsp://***@h/a",
        "rtsp://u:se:cret@h/a, rtsp://***@h/a",
        "rtsp://u:se%cret@h/a, rtsp://***@h/a",
        "rtsp://u:se%40cret@h/a, rtsp://***@h/a",
        "rtsp://u:se?cr#et@h/a, rtsp://***@h/a",
        "rtsp://u:secret:554/@h/a, rtsp://***@h/a",
        "rtsp://u:se cret@h/a, rtsp://***@h/a",
        "rtsp://u:sécret秘@h/a, rtsp://***@h/a",
        "rtsp://u:secret@bücher.example/a, rtsp://***@bücher.example/a",
        "http://admin:12345#secret@host/a, http://***@host/a",
        "http://admin:12345/secret@host/, http://***@host/",
        "http://admin:12345?secret@host/, http://***@host/",
        "rtsp://admin:pa/ss@host/x?sig=SECRET, rtsp://***@host/x?sig=***",
        "rtsp://u:secret@[fe80::1%25eth0]:554/a, rtsp://***@[fe80::1%25eth0]:554/a",
        "rtsp://u:se[cr]et@[::1]/a, rtsp://***@[::1]/a",
        "rtsp://admin:secret, rtsp://admin:***",
        "rtsp://admin:secret/x, rtsp://admin:***/x",
        "rtsp://h&secret/x, rtsp://h***/x",
        "u:secret@rtsp://h/a, ***@rtsp://h/a",
        "http://h/v?token=secret&channel=1, http://h/v?token=***&channel=1",
        "http://h/v?channel=secret!&size=640x480, http://h/v?channel=***&size=640x480",
        "http://h/v?CHANNEL=2&%74oken=secret, http://h/v?CHANNEL=2&%74oken=***",
        "http://h/v?a=x@y&token=secret, http://***@y***",
        "http://h/v?a=b;token=secret, http://h/v?a=***&token=***",
        "http://h?token=secret, http://h?token=***",
        "http://h/v?secret, http://h/v?***",
        "http://h/v#secret, http://h/v",
        "srt://h:1?passphrase=secret&mode=caller, srt://h:1?passphrase=***&mode=***",
        "rtsp://h/user=me&password=secret&channel=1, rtsp://h/user=***&password=***&channel=1",
        "rtsp://h/user=admin_password=secret_channel=1.sdp, rtsp://h/user=***",
        "rtsp://h/token:secret/a, rtsp://h/token:***/a",
        "http://h:8080/a@b, http://***@b",
        "udp://@239.0.0.1:1234, udp://@239.0.0.1:1234",
        "http://[::1]:80/a, http://[::1]:80/a",
        "admin:secret@host/a, ***@host/a",
        "host/a?token=secret, host/a?token=***",
        "--camra=rtsp://u:secret@h/a, --camra=rtsp://***@h/a",
        "/home/me/a@b.mp4, /home/me/a@b.mp4",
        "photos/p?.jpg, photos/p?.jpg",
        "`test:people=40,size=640x480`, `test:people=40,size=640x480`",
        "127.0.0.1:7600, 127.0.0.1:7600"
      })
  void secretsAreHidden(String address, String shown) {
    assertThat(Redaction.of(address)).isEqualTo(shown);
    assertThat(shown).doesNotContain("secret", "cret", "12345", "pa/ss");
    assertThat(Redaction.of(shown)).as("once hidden, it stays as it is").isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "https://hooks.example/services/T0/B1/secret, https://hooks.example/***",
    "https://u:secret@hooks.example:8443/a?b=secret, https://***@hooks.example:8443/***",
    "https://hooks.example?secret, https://hooks.example/***",
    "hooks.example/secret, hooks.example/***",
    "https://hooks.example/, https://hooks.example/",
    "https://hooks.example, https://hooks.example"
  })
  void aPathThatMayBeASecretIsHidden(String address, String shown) {
    assertThat(Redaction.upToHost(address)).isEqualTo(shown);
    assertThat(Redaction.upToHost(shown)).as("once hidden, it stays as it is").isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "rtsp://u:p@host:554/a, host",
    "rtsp://u:p/x@host/a, host",
    "http://admin:12345#x@host/a, host",
    "http://admin:12345/x@host/, host",
    "rtsp://u:p@q@host?channel=1, host",
    "http://u:p@[fe80::1]:80/a, fe80::1",
    "http://h/v?a=x@y&token=secret, y",
    "http://bücher.example/a, bücher.example",
    "http://host, host",
    "udp://:1234, ''"
  })
  void theHostStandsBehindTheLastAt(String address, String host) {
    assertThat(Redaction.host(address)).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rtsp://admin:pa/ss@host/a", "rtsp://u:p#x@host/a", "rtsp://u:p?@h", "http://a:b"})
  void anAddressWithoutAReadablePortIsNotReadable(String address) {
    assertThat(Redaction.isReadable(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rtsp://u:p%2F@host:554/a", "rtsp://u:p@x@h/a", "http://[::1]:80", "udp://:1234"})
  void anAddressWithAHostAndANumberIsReadable(String address) {
    assertThat(Redaction.isReadable(address)).isTrue();
    assertThat(Redaction.isAmbiguous(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://admin:12345/x@host/", "http://admin:12345#x@host/a"})
  void whatMayBeAPortOrAPasswordIsAmbiguous(String address) {
    assertThat(Redaction.isReadable(address)).isTrue();
    assertThat(Redaction.isAmbiguous(address)).isTrue();
  }
}
