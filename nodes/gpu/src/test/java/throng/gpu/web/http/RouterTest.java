package throng.gpu.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.Materializer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import throng.gpu.web.access.Access;
import throng.gpu.web.access.Accounts;
import throng.streams.settings.HostAndPort;

class RouterTest {
  private static final ActorTestKit KIT = ActorTestKit.create();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void whatIsTooMuchForAThreadIsRefusedForNowAndIsNoFailure() throws Exception {
    HttpResponse atOnce =
        answer(
            call -> {
              throw new RejectedExecutionException("64 wait");
            });
    HttpResponse later =
        answer(call -> CompletableFuture.failedFuture(new RejectedExecutionException("64 wait")));

    for (HttpResponse answer : List.of(atOnce, later)) {
      assertThat(answer.status().intValue()).isEqualTo(503);
      assertThat(answer.getHeader("Retry-After").map(HttpHeader::value)).contains("2");
    }
  }

  private static HttpResponse answer(Route.Answer answer) throws Exception {
    HostAndPort listen = new HostAndPort("127.0.0.1", 7680);
    try (Access access =
        new Access(
            Accounts.open(Optional.empty()),
            Duration.ofHours(1),
            System::nanoTime,
            Runnable::run)) {
      Router router =
          new Router(
              List.of(Route.open(HttpMethods.GET, "/past", answer)),
              new Hosts(listen, List.of()),
              access,
              List.of(),
              Duration.ofSeconds(1));
      return router
          .answer(
              HttpRequest.GET("/past").addHeader(RawHeader.create("Host", "127.0.0.1:7680")),
              new Standing(
                  () -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711),
                  new Admissions(8)),
              false,
              Materializer.matFromSystem(KIT.system()))
          .toCompletableFuture()
          .join();
    }
  }
}
