package throng.gpu.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.RawHeader;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a client counts only from a proxy that is trusted. */
class CallerTest {
  private static final InetAddress PROXY = address("10.0.0.2");
  private static final InetAddress STRANGER = address("192.0.2.7");
  private static final List<String> TRUSTED = List.of("10.0.0.2");

  @Test
  void aStrangersWordsAboutItsClientCountForNothing() {
    HttpRequest request = request("203.0.113.9", "https");

    assertThat(Caller.of(request, STRANGER, false, TRUSTED))
        .isEqualTo(new Caller("192.0.2.7", false));
    assertThat(Caller.of(request, PROXY, false, List.of()))
        .isEqualTo(new Caller("10.0.0.2", false));
  }

  @Test
  void ofATrustedProxysClientsTheLastIsTheOneThatItHasSeen() {
    assertThat(Caller.of(request("6.6.6.6, 203.0.113.9", "https"), PROXY, false, TRUSTED))
        .isEqualTo(new Caller("203.0.113.9", true));
    assertThat(Caller.of(HttpRequest.create(), PROXY, false, TRUSTED))
        .isEqualTo(new Caller("10.0.0.2", false));
  }

  @ParameterizedTest
  @CsvSource({"true, http, false", "true, https, true", "false, https, true", "false, http, false"})
  void whetherTheClientsOwnConnectionIsEncryptedIsTheTrustedProxysToSay(
      boolean isEncrypted, String said, boolean isItsOwn) {
    assertThat(Caller.of(request("a", said), PROXY, isEncrypted, TRUSTED).isEncrypted())
        .isEqualTo(isItsOwn);
    assertThat(Caller.of(request("a", said), STRANGER, isEncrypted, TRUSTED).isEncrypted())
        .isEqualTo(isEncrypted);
  }

  private static HttpRequest request(String clients, String protocol) {
    return HttpRequest.create()
        .addHeader(RawHeader.create("X-Forwarded-For", clients))
        .addHeader(RawHeader.create("X-Forwarded-Proto", protocol));
  }

  private static InetAddress address(String numbers) {
    try {
      return InetAddress.getByName(numbers);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
