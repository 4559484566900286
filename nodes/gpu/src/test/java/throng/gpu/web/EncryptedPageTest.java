package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.gpu.web.access.Role;
import throng.streams.settings.SettingsException;
import throng.streams.tls.MadeCertificate;
import throng.streams.tls.PemFiles;

/** The page with a certificate of its own. */
class EncryptedPageTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder = Path.of(".");
  private PemFiles files = new PemFiles(folder, folder);

  @SuppressWarnings("NullAway.Init")
  private MadeCertificate first;

  @SuppressWarnings("NullAway.Init")
  private MadeCertificate second;

  @SuppressWarnings("NullAway.Init")
  private SSLContext client;

  @SuppressWarnings("NullAway.Init")
  private PageServer page;

  @BeforeEach
  void start() {
    files = new PemFiles(folder.resolve("page.pem"), folder.resolve("page.key"));
    first = MadeCertificate.of(folder, "EC");
    second = MadeCertificate.of(folder, "RSA");
    client = MadeCertificate.trusting(List.of(first, second));
    first.writeTo(files);
    page = PageServer.start(folder.resolve("state"), tls(""));
  }

  @AfterEach
  void stop() {
    page.close();
  }

  @Test
  void isServedEncryptedAndNoOtherWay() throws IOException {
    HttpResponse<String> answer = send(request("/healthz").build());

    assertThat(answer.body()).isEqualTo("ok\n");
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    try (Socket plain = page.connect()) {
      plain.getOutputStream().write(ascii("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"));
      assertThat(untilItsEnd(plain)).doesNotContain("HTTP");
    }
  }

  @ParameterizedTest
  @CsvSource({"localhost, true", "localhost:7680, false"})
  void tellsABrowserToAskNoOtherWayOnlyWhereItHasTheWholeName(String host, boolean isTold)
      throws IOException {
    try (Socket socket = connect("TLSv1.2")) {
      socket
          .getOutputStream()
          .write(
              ascii(
                  "GET /healthz HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                      .formatted(host)));
      String answer = untilItsEnd(socket);

      assertThat(answer).startsWith("HTTP/1.1 200");
      assertThat(answer.contains("Strict-Transport-Security: max-age=")).isEqualTo(isTold);
    }
  }

  /** Each try before the account is known is a wrong one, of which five a minute are heard. */
  private void awaitSignedIn() {
    await()
        .pollDelay(Duration.ofSeconds(1))
        .pollInterval(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(30))
        .until(() -> signIn().statusCode() == 204);
  }

  @Test
  void theCookieGoesEncryptedOnly() {
    page.user("ada", Role.VIEWER);

    awaitSignedIn();
    assertThat(signIn().headers().firstValue("Set-Cookie").orElseThrow()).contains("; Secure");
  }

  @Test
  void theLiveSocketIsEncryptedToo() {
    page.user("ada", Role.VIEWER);
    awaitSignedIn();
    String cookie = signIn().headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    SignInTest.Heard heard = new SignInTest.Heard();

    WebSocket socket =
        client()
            .newWebSocketBuilder()
            .header("Cookie", cookie)
            .header("Origin", base())
            .buildAsync(URI.create(base().replace("https", "wss") + "/api/v1/live"), heard)
            .join();

    await().atMost(SOON).until(() -> heard.text().contains("\"hello\""));
    socket.abort();
  }

  @Test
  void aRenewedCertificateIsShownToWhoConnectsNextAndABrokenOneToNobody() throws IOException {
    assertThat(shown()).isEqualTo(first.certificate());

    second.writeTo(files);
    await().atMost(SOON).until(() -> shown().equals(second.certificate()));
    Files.writeString(files.key(), first.keyPem());

    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofMinutes(1))
        .until(() -> shown().equals(second.certificate()));
  }

  @Test
  void closesAConnectionWhoseHandshakeStalls() throws IOException {
    page.close();
    page = PageServer.start(folder.resolve("hasty"), tls("connections.headers-within = 5s"));
    try (Socket socket = page.connect()) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      out.write(new byte[] {22, 3, 1, 2, 0, 1});

      assertThat(untilItsEnd(socket)).hasSizeLessThan(16);
    }
    assertThat(send(request("/healthz").build()).statusCode()).isEqualTo(200);
  }

  @Test
  void mayBeServedBeyondThisMachine() {
    assertThat(PageServer.settings(0, "listen = \"0.0.0.0:7680\", " + tls("")).listen())
        .isPresent();
  }

  @Test
  void refusesFilesThatCannotBeUsedWithThePlaceOfTheirSettings() throws IOException {
    refused("tls.certificate = /no/page.pem", "must not be empty where there is a certificate");
    refused("tls.key = /no/page.key", "must not be empty where there is a key");
    refused("tls { certificate = /no/page.pem, key = /no/key }", "String: 1: /no/page.pem cannot");
    Files.writeString(files.key(), "\n\n" + second.keyPem());
    refused(
        tls(""), "String: 1: " + files.key() + ": 3: ", "not the key of the (first) certificate");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** What comes until the connection is closed, however that is. */
  private static String untilItsEnd(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    try {
      for (int next = socket.getInputStream().read(); next >= 0; ) {
        text.append((char) next);
        next = socket.getInputStream().read();
      }
    } catch (SocketException reset) {
      return text.toString();
    }
    return text.toString();
  }

  private static void refused(String settings, String... sentences) {
    assertThatThrownBy(() -> PageServer.settings(0, settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll(sentences);
  }

  private String tls(String more) {
    return "tls { certificate = \"%s\", key = \"%s\" }\n%s"
        .formatted(files.certificate(), files.key(), more);
  }

  private String base() {
    return page.base().replace("http", "https");
  }

  private HttpClient client() {
    return HttpClient.newBuilder().sslContext(client).build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base() + path)).timeout(SOON);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return client().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> signIn() {
    try {
      return send(
          request("/api/v1/sign-in")
              .header("Origin", base())
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"name\":\"ada\",\"password\":\"%s\"}".formatted(PageServer.PASSWORD)))
              .build());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Whom the page says that it is, to who connects now. */
  private Certificate shown() throws IOException {
    try (SSLSocket socket = connect("TLSv1.3")) {
      return socket.getSession().getPeerCertificates()[0];
    } catch (SSLPeerUnverifiedException e) {
      throw new IllegalStateException(e);
    }
  }

  private SSLSocket connect(String protocol) throws IOException {
    SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", page.port);
    socket.setSoTimeout((int) SOON.toMillis());
    socket.setEnabledProtocols(new String[] {protocol});
    socket.startHandshake();
    return socket;
  }
}
