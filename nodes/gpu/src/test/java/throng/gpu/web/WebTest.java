package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.actors.statistics.DeviceTotals;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.AddressPrefix;
import throng.streams.settings.SettingsException;
import throng.streams.tcp.ListenException;

/** The page's server: what it answers to whom. */
class WebTest {
  private static final String AUTHORIZATION = "Authorization";

  @TempDir Path folder = Path.of(".");
  private final List<PageServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(PageServer::close);
  }

  @Test
  void tellsWithoutSigningInThatItLivesAndWhetherItIsReady() {
    PageServer page = start("");

    assertThat(page.get("/healthz").body()).isEqualTo("ok\n");
    assertThat(page.get("/readyz").statusCode()).isEqualTo(503);
    page.health.warm();
    assertThat(page.get("/readyz").statusCode()).isEqualTo(200);
    assertThat(page.get("/readyz").body()).contains("\"model\":\"warm\"");
    page.health.draining();
    assertThat(page.get("/readyz").statusCode()).isEqualTo(503);
  }

  @Test
  void isNotReadyWhileNoDeviceWorks() {
    PageServer page = start("");
    page.health.warm();
    DeviceTotals lost = new DeviceTotals(1, 0, 3, 9, 1_500_000_000, 1, 0);
    DeviceTotals works = new DeviceTotals(1, 1, 3, 9, 1_500_000_000, 1, 640_000);

    page.devices = Map.of("gpu:0", lost, "gpu:1", works);
    assertThat(page.get("/readyz").statusCode()).isEqualTo(200);
    assertThat(page.get("/readyz").body()).contains("\"devices\":\"1 of 2 work\"");

    page.devices = Map.of("gpu:0", lost, "gpu:1", lost);
    assertThat(page.get("/readyz").statusCode()).isEqualTo(503);
    assertThat(page.get("/readyz").body()).contains("\"devices\":\"0 of 2 work\"");
  }

  @Test
  void tellsItsNumbersToWhoIsOnThisMachineAndToNobodyWhoComesByAProxy() {
    PageServer page = start("");
    String door = "Bearer " + page.token(Role.VIEWER, "lobby/door");
    String all = "Bearer " + page.token(Role.VIEWER);
    String[] forwarded = {"X-Forwarded-For", "203.0.113.7"};

    assertThat(page.get("/metrics").statusCode()).isEqualTo(200);
    assertThat(page.get("/metrics", forwarded).statusCode()).isEqualTo(401);
    assertThat(page.get("/metrics", with(forwarded, door)).statusCode()).isEqualTo(403);
    assertThat(page.get("/metrics", with(forwarded, all)).statusCode()).isEqualTo(200);
  }

  @Test
  void tellsItsNumbersBehindATrustedProxyToWhoSeesAllCameras() {
    PageServer page = start("trusted-proxies = [ \"127.0.0.1\" ]");
    String door = "Bearer " + page.token(Role.VIEWER, "lobby/door");
    String all = "Bearer " + page.token(Role.VIEWER);

    assertThat(page.get("/metrics").statusCode()).isEqualTo(401);
    assertThat(page.get("/metrics", "Authorization", door).statusCode()).isEqualTo(403);
    assertThat(page.get("/metrics", "Authorization", all).statusCode()).isEqualTo(200);
  }

  private static String[] with(String[] headers, String token) {
    return new String[] {headers[0], headers[1], "Authorization", token};
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /api/v1/version,            401",
    "GET,    /api/v1/nothing,            401",
    "GET,    /api/v1/cameras/a/b,        401",
    "GET,    /api/v1/live,               401",
    "GET,    /nothing,                   404",
    "GET,    /assets/0000/app.js,        404",
    "GET,    /assets/..%2f..%2fx/app.js, 404",
    "POST,   /healthz,                   405",
    "DELETE, /,                          405",
    "GET,    /api/v1/sign-in,            405",
    "GET,    /%zz,                       400"
  })
  void refusesWithAProblemThatSaysWhy(String method, String path, int status) throws IOException {
    PageServer page = start("");

    String answer =
        page.raw(
            "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                .formatted(method, path));

    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .contains("Content-Type: application/problem+json", "\"status\":" + status, "\"detail\":\"")
        .contains("Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff")
        .doesNotContain("\r\nServer:");
    assertThat(answer.contains("Allow: ")).isEqualTo(status == 405);
    assertThat(answer.contains("WWW-Authenticate: Bearer")).isEqualTo(status == 401);
  }

  @Test
  void refusesWhatIsNoHttpWithAProblemToo() throws IOException {
    PageServer page = start("");

    assertThat(page.raw("GET /" + "a".repeat(3000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 414")
        .contains("application/problem+json", "Content-Security-Policy", "nosniff");
    assertThat(page.raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "b".repeat(9000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431")
        .contains("application/problem+json");
    assertThat(page.raw("no sense\r\n\r\n")).startsWith("HTTP/1.1 ").contains("problem+json");
  }

  @Test
  void answersHeadAsGetWithoutItsBody() throws IOException {
    PageServer page = start("");

    assertThat(page.raw("HEAD /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .contains("Content-Type: text/plain")
        .endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost,       200",
    "127.0.0.1:1,     200",
    "'[::1]:7680',    200",
    "10.0.0.5,        200",
    "page.example,    200",
    "PAGE.example:80, 200",
    "evil.example,    403"
  })
  void isKnownUnderItsOwnNamesOnly(String host, int status) throws IOException {
    PageServer page = start("allowed-hosts = [page.example]");

    String answer =
        page.raw("GET /healthz HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host));

    assertThat(answer).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void isChangedFromItsOwnPagesOnly() throws IOException {
    PageServer page = start("");
    page.user("admin", Role.ADMIN);
    String token = page.token(Role.VIEWER);
    HttpRequest.BodyPublisher body =
        HttpRequest.BodyPublishers.ofString("{\"name\":\"admin\",\"password\":\"x\"}");

    for (String origin : List.of("http://evil.example", "null", page.base() + "1")) {
      HttpRequest foreign =
          page.request("/api/v1/sign-in", "Origin", origin, "Content-Type", "application/json")
              .POST(body)
              .build();
      assertThat(page.send(foreign).statusCode()).as(origin).isEqualTo(403);
    }
    assertThat(upgrade(page, "Authorization: Bearer " + token)).startsWith("HTTP/1.1 101");
    assertThat(upgrade(page, "Cookie: " + page.cookie("admin"))).startsWith("HTTP/1.1 403");
    assertThat(upgrade(page, "Origin: http://localhost\r\nCookie: " + page.cookie("admin")))
        .startsWith("HTTP/1.1 101");
    HttpRequest without =
        page.request("/api/v1/sign-in", "Content-Type", "application/json").POST(body).build();
    assertThat(page.send(without).statusCode()).isEqualTo(403);
    assertThatThrownBy(
            () ->
                page.client()
                    .newWebSocketBuilder()
                    .header(AUTHORIZATION, "Bearer " + token)
                    .header("Origin", "http://evil.example")
                    .buildAsync(
                        java.net.URI.create("ws://127.0.0.1:" + page.port + "/api/v1/live"),
                        new java.net.http.WebSocket.Listener() {})
                    .join())
        .hasMessageContaining("WebSocketHandshakeException");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                   | application/json | 400",
        "{}{}                                | application/json | 400",
        "null                                | application/json | 400",
        "{\"name\":\"a\",\"nonsense\":1}     | application/json | 400",
        "{\"name\":\"a\",\"password\":\"b\"} | text/plain       | 415"
      })
  void refusesABodyThatIsNotTheOneThatBelongsThere(String body, String type, int status) {
    PageServer page = start("");

    HttpRequest request =
        page.request("/api/v1/sign-in", "Origin", page.base(), "Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();

    assertThat(page.send(request).statusCode()).isEqualTo(status);
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    PageServer page = start("");

    assertThat(page.post("/api/v1/sign-in", "\"" + "x".repeat(70_000) + "\"").statusCode())
        .isEqualTo(413);
  }

  @Test
  void doesWithoutAPortThatIsTakenUnlessItWasChosen() throws IOException {
    PageServer page = start("");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      WebSettings chosen = PageServer.settings(taken.getLocalPort(), "");
      WebSettings byDefault =
          new WebSettings(
              chosen.listen(),
              false,
              chosen.tls(),
              chosen.isSitesOwn(),
              chosen.allowedHosts(),
              chosen.trustedProxies(),
              chosen.timeZone(),
              chosen.signInHolds(),
              chosen.connections(),
              chosen.live());

      assertThatThrownBy(
              () -> Web.begin(page.system(), chosen, page.parts()).toCompletableFuture().join())
          .hasCauseInstanceOf(ListenException.class)
          .hasMessageContaining("throng.gpu-node.web.listen");
      Web.begin(page.system(), byDefault, page.parts()).toCompletableFuture().join();
    }
  }

  @Test
  void knowsSoonEnoughWhoIsRemovedForTheirStreamsToEndWithinTwoSeconds() {
    Duration streamsAskAgain = Duration.ofSeconds(1);

    assertThat(Web.LOOK.plus(streamsAskAgain)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void refusesToServeOthersUnencryptedUnlessThatIsSaid() {
    assertThatThrownBy(() -> PageServer.settings(0, "listen = \"0.0.0.0:7680\""))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("throng.gpu-node.web.listen must be an address of loopback")
        .hasMessageContaining("unencrypted = on");

    assertThat(PageServer.settings(0, "listen = \"0.0.0.0:7680\", unencrypted = on").listen())
        .isPresent();
    assertThat(PageServer.settings(0, "listen = off").listen()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "proxy",
    "localhost",
    "''",
    "10.0.0",
    "10.0.0.256",
    "10.0.0.0/33",
    "10.0.0.0/",
    "::1/129",
    "fe80::1%eth0",
    "[::1]"
  })
  void refusesATrustedProxyThatIsNoAddressInNumbers(String text) {
    assertThatThrownBy(
            () -> PageServer.settings(0, "\ntrusted-proxies = [ \"%s\" ]".formatted(text)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("2: throng.gpu-node.web.trusted-proxies must be a list of IP")
        .hasMessageContaining("[\"" + text + "\"]");
  }

  @Test
  void takesAddressesAndWhatTheyBeginWithForTrustedProxies() {
    assertThat(
            PageServer.settings(0, "trusted-proxies = [ \"10.0.0.2\", \"::1\", \"fd00::/8\" ]")
                .trustedProxies())
        .extracting(AddressPrefix::bits)
        .containsExactly(32, 128, 8);
  }

  private PageServer start(String settings) {
    PageServer page = PageServer.start(folder.resolve("state"), settings);
    servers.add(page);
    return page;
  }

  /** The first line that is answered to who asks for the live socket. */
  private static String upgrade(PageServer page, String headers) throws IOException {
    try (Socket socket = page.connect()) {
      String head =
          "GET /api/v1/live HTTP/1.1\r\n"
              + "Host: localhost\r\n"
              + "Upgrade: websocket\r\n"
              + "Connection: Upgrade\r\n"
              + "Sec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
              + headers
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }
}
