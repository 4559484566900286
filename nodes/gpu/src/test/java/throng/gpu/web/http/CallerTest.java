package throng.gpu.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.RawHeader;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.streams.tcp.PeerNetwork;

/** What is said of a client counts only from a proxy that is trusted. */
class CallerTest {
  private static final InetAddress PROXY = address("10.0.0.2");
  private static final InetAddress STRANGER = address("192.0.2.7");
  private static final List<AddressPrefix> TRUSTED = trusted("10.0.0.2");

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

  @Test
  void ofSeveralLinesTheLastIsTheProxys() {
    HttpRequest request =
        HttpRequest.create()
            .withHeaders(
                List.of(
                    RawHeader.create("X-Forwarded-For", "6.6.6.6"),
                    RawHeader.create("X-Forwarded-Proto", "http"),
                    RawHeader.create("X-Forwarded-For", "203.0.113.9"),
                    RawHeader.create("x-forwarded-proto", "https")));

    assertThat(Caller.of(request, PROXY, false, TRUSTED))
        .isEqualTo(new Caller("203.0.113.9", true));
  }

  @Test
  void throughTwoTrustedProxiesTheClientIsTheLastThatIsNone() {
    List<AddressPrefix> both = trusted("10.0.0.2", "10.0.0.3");

    assertThat(
            Caller.of(request("6.6.6.6, 203.0.113.9, 10.0.0.3", "https"), PROXY, false, both)
                .address())
        .isEqualTo("203.0.113.9");
  }

  @ParameterizedTest
  @CsvSource({
    "::1,                 0:0:0:0:0:0:0:1,  true",
    "0:0:0:0:0:0:0:1,     ::1,              true",
    "10.0.0.0/8,          10.255.0.1,       true",
    "10.0.0.0/8,          11.0.0.1,         false",
    "10.0.0.128/25,       10.0.0.128,       true",
    "10.0.0.128/25,       10.0.0.127,       false",
    "fd00::/8,            fd12:3456::1,     true",
    "fd00::/8,            fc00::1,          false",
    "::ffff:10.0.0.2,     10.0.0.2,         true",
    "10.0.0.2,            ::ffff:10.0.0.2,  true",
    "0.0.0.0/0,           192.0.2.7,        true",
    "0.0.0.0/0,           ::1,              false"
  })
  void aProxyIsTrustedHoweverItsAddressIsWritten(String setting, String proxy, boolean isTrusted) {
    Caller caller =
        Caller.of(request("203.0.113.9", "https"), address(proxy), false, trusted(setting));

    assertThat(caller.address())
        .isEqualTo(isTrusted ? "203.0.113.9" : address(proxy).getHostAddress());
  }

  @ParameterizedTest
  @CsvSource({
    "0:0:0:0:0:0:0:1",
    "[::1]:4711",
    "::ffff:10.0.0.3",
    "10.0.0.3:4711",
    "fd00::7",
    "fd00::7%eth0"
  })
  void aTrustedProxyBehindAnotherIsNotTheClientHoweverItIsWritten(String proxy) {
    List<AddressPrefix> all = trusted("10.0.0.2", "10.0.0.3", "::1", "fd00::/8");

    assertThat(
            Caller.of(request("6.6.6.6, 203.0.113.9, " + proxy, "https"), PROXY, false, all)
                .address())
        .isEqualTo("203.0.113.9");
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, 203.0.113.9",
    "203.0.113.9:4711, 203.0.113.9",
    "2001:db8:0:1::7, 2001:0db8:0000:0001::/64",
    "[2001:db8:0:1:a::1]:4711, 2001:0db8:0000:0001::/64",
    "fe80:0:0:0:0:0:0:1%eth0, fe80:0000:0000:0000::/64",
    "unknown, unknown",
    "_x:y:z, _x:y:z"
  })
  void aClientsNetworkIsToldByItsAddress(String address, String network) {
    assertThat(new Caller(address, false).network()).isEqualTo(new PeerNetwork(network));
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

  private static List<AddressPrefix> trusted(String... addresses) {
    return Stream.of(addresses).map(it -> AddressPrefix.parse(it).orElseThrow()).toList();
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
