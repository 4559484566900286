package throng.gpu.publish.webhook;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.AlertEvent;
import throng.gpu.publish.AlertText;
import throng.gpu.publish.Notifications.Channel;
import throng.gpu.publish.delivery.Answer;
import throng.gpu.publish.delivery.Delivery;
import throng.gpu.publish.delivery.Sender;
import throng.gpu.publish.webhook.WebhookSettings.Target;
import throng.streams.log.Reason;

/** Posts messages to one address, signed as Standard Webhooks says. */
public final class WebhookSender implements Sender {
  private static final int OK = 2;
  private static final int HUNDRED = 100;
  private static final int GONE = 410;

  private final HttpClient client;
  private final String name;
  private final Target target;
  private final Duration timeOut;
  private final InstantSource utc;

  /**
   * Nothing is sent yet.
   *
   * @param client from {@link #client}
   */
  public WebhookSender(
      HttpClient client, String name, Target target, Duration timeOut, InstantSource utc) {
    this.client = client;
    this.name = name;
    this.target = target;
    this.timeOut = timeOut;
    this.utc = utc;
  }

  /** A client for all targets. It follows no redirection: where to send stands in the settings. */
  public static HttpClient client(Duration timeOut) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(timeOut)
        .build();
  }

  @Override
  public Channel channel() {
    return Channel.WEBHOOK;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String place() {
    byte[] address = target.address().toString().getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(address).toString();
  }

  @Override
  public String body(AlertEvent event) {
    return AlertText.json(event);
  }

  @Override
  public CompletionStage<Answer> send(Delivery delivery) {
    CompletableFuture<HttpResponse<Void>> sending =
        client.sendAsync(request(delivery), HttpResponse.BodyHandlers.discarding());
    // The request's own time limit ends with the answer's head.
    return sending
        .copy()
        .orTimeout(timeOut.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (response, failure) -> {
              sending.cancel(true);
              return response == null ? failed(failure) : answer(response);
            });
  }

  private HttpRequest request(Delivery delivery) {
    long now = utc.instant().getEpochSecond();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.address())
            .timeout(timeOut)
            .header("content-type", "application/json")
            .header("user-agent", "throng")
            .header("webhook-id", delivery.message())
            .header("webhook-timestamp", Long.toString(now))
            .POST(HttpRequest.BodyPublishers.ofString(delivery.body()));
    target
        .secret()
        .ifPresent(
            secret ->
                request.header(
                    "webhook-signature",
                    secret.signature(delivery.message(), now, delivery.body())));
    return request.build();
  }

  private Answer answer(HttpResponse<?> response) {
    int status = response.statusCode();
    if (status / HUNDRED == OK) {
      return Answer.delivered();
    }
    String reason = target.address().getHost() + " answered " + status;
    return status == GONE
        ? Answer.gone(reason + " (gone)")
        : Answer.failed(
            reason,
            response.headers().firstValue("retry-after").map(this::pause).orElse(Duration.ZERO));
  }

  private Duration pause(String header) {
    try {
      return header.matches("\\d{1,9}")
          ? Duration.ofSeconds(Long.parseLong(header))
          : Duration.between(
              utc.instant(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header)));
    } catch (DateTimeException neither) {
      return Duration.ZERO;
    }
  }

  private Answer failed(@Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String host = target.address().getHost();
    if (cause == null
        || cause instanceof TimeoutException
        || cause instanceof HttpTimeoutException) {
      return Answer.failed(host + " did not answer within " + timeOut.toSeconds() + " s");
    }
    return Answer.failed(host + " is not reached: " + Reason.of(cause));
  }
}
