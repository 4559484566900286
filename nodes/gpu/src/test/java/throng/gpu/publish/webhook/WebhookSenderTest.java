package throng.gpu.publish.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.gpu.publish.Alerts;
import throng.gpu.publish.delivery.Answer;
import throng.gpu.publish.delivery.Answer.Outcome;
import throng.gpu.publish.delivery.Delivery;
import throng.gpu.publish.webhook.WebhookSettings.Target;
import throng.streams.settings.SettingsException;

/** What a program gets, and what becomes of what it answers. */
class WebhookSenderTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final List<HttpExchange> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server = make();

  private interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  private static HttpServer make() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void begin() {
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void end() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void signsAsTheReferenceVectorSays() {
    // The example of the specification.
    assertThat(
            WebhookSecret.parse(SECRET)
                .signature("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void sendsWhatTheReferenceLibraryVerifies() throws Exception {
    reply(204, new Headers());

    assertThat(send(Duration.ofSeconds(10), InstantSource.system()).outcome())
        .isEqualTo(Outcome.DELIVERED);

    Headers headers = requests.get(0).getRequestHeaders();
    new Webhook(SECRET).verify(bodies.get(0), HttpHeaders.of(headers, (name, value) -> true));
    assertThat(headers.getFirst("webhook-id")).isEqualTo("a1.firing");
    assertThat(headers.getFirst("content-type")).isEqualTo("application/json");
    assertThat(bodies.get(0))
        .isEqualTo(
            "{\"data\":{\"alert\":\"crush\",\"camera\":\"hall\",\"id\":\"a1\",\"node\":\"lobby\","
                + "\"reason\":\"\",\"sentence\":\"81 people in lobby/hall/stage for 10 s.\","
                + "\"severity\":\"critical\",\"silenced\":false,\"value\":81.5,\"where\":\"lobby/hall/stage\","
                + "\"zone\":\"stage\"},\"timestamp\":\"2026-11-26T12:00:00Z\","
                + "\"type\":\"alert.firing\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "200, DELIVERED",
    "299, DELIVERED",
    "302, FAILED",
    "400, FAILED",
    "410, GONE",
    "500, FAILED"
  })
  void knowsWhatAStatusMeansAndFollowsNoRedirection(int status, Outcome outcome) {
    Headers headers = new Headers();
    headers.add("location", "http://127.0.0.1:" + server.getAddress().getPort() + "/elsewhere");
    reply(status, headers);

    assertThat(send(Duration.ofSeconds(10)).outcome()).isEqualTo(outcome);
    assertThat(requests).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"120|120", "Thu, 26 Nov 2026 12:05:00 GMT|300", "soon|0", "-5|0"})
  void readsHowLongItIsToWait(String header, long seconds) {
    Headers headers = new Headers();
    headers.add("retry-after", header);
    reply(503, headers);

    Answer answer = send(Duration.ofSeconds(10));

    assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(answer.pause()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(answer.reason()).isEqualTo("127.0.0.1 answered 503");
  }

  @Test
  void doesNotWaitForOneThatHangs() {
    answerWith(exchange -> hang());

    assertThat(send(Duration.ofSeconds(1)).reason()).contains("did not answer within 1 s");
  }

  @Test
  void doesNotWaitForAnAnswerWithoutEnd() {
    answerWith(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          hang();
        });

    assertThat(send(Duration.ofSeconds(1)).reason()).contains("did not answer within 1 s");
  }

  @Test
  void saysThatNobodyIsThere() {
    server.stop(0);

    assertThat(send(Duration.ofSeconds(10)).reason())
        .startsWith("127.0.0.1 is not reached: ")
        .doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "whsec_", "whsec_c2hvcnQ=", "whsec_!!"})
  void refusesWhatIsNoSecretWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> WebhookSecret.parse(text))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("must be whsec_")
        .hasMessageNotContaining("c2hvcnQ");
  }

  private void hang() throws IOException {
    try {
      end.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void reply(int status, Headers headers) {
    answerWith(
        exchange -> {
          exchange.getResponseHeaders().putAll(headers);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }

  private void answerWith(Reply reply) {
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange);
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          reply.to(exchange);
        });
  }

  private Answer send(Duration timeOut) {
    return send(timeOut, () -> Instant.parse("2026-11-26T12:00:00Z"));
  }

  private Answer send(Duration timeOut, InstantSource utc) {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    WebhookSender sender =
        new WebhookSender(
            WebhookSender.client(timeOut),
            "ops",
            new Target(address, Optional.of(WebhookSecret.parse(SECRET))),
            timeOut,
            utc);
    String body = sender.body(Alerts.firing("a1"));
    return sender
        .send(new Delivery("webhook:ops", "a1.firing", "", body, 0, 0))
        .toCompletableFuture()
        .join();
  }
}
