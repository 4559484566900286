package throng.gpu.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.scaladsl.model.IllegalUriException;
import akka.stream.Materializer;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import throng.actors.counts.LiveViewers;
import throng.actors.counts.live.Elsewhere;
import throng.gpu.web.access.Access;
import throng.gpu.web.access.Accounts;
import throng.gpu.web.access.Principal;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Caller;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;
import throng.gpu.web.live.LiveCounts;
import throng.gpu.web.live.LiveStreams;
import throng.streams.settings.HostAndPort;

/** Whatever an administrator asks, it is answered, or refused in words. */
class RoutesFuzzTest {
  private static final Principal ADA = new Principal("ada", Role.ADMIN, List.of(), false, "1");
  private static final Duration SOON = Duration.ofSeconds(3);

  private static @Nullable Site site;

  /** Made once: it is only asked. */
  private record Site(PageServer page, List<Route> routes, Materializer materializer) {
    static synchronized Site get() throws Exception {
      if (site == null) {
        Path state = Files.createTempDirectory("throng-fuzz");
        state.toFile().deleteOnExit();
        PageServer page = PageServer.start(state, "");
        page.count(PageServer.DOOR, 8, "JPEG".getBytes(UTF_8));
        WebSettings settings = PageServer.settings(page.port, "");
        PageRoutes routes =
            new PageRoutes(
                settings,
                page.parts(),
                new Access(
                    Accounts.open(Optional.empty()),
                    settings.signInHolds(),
                    System::nanoTime,
                    Runnable::run),
                new LiveCounts(page.hub, page.site.counts(), Elsewhere.NOWHERE, System::nanoTime),
                new LiveStreams(settings.live(), new LiveViewers()),
                Runnable::run,
                Runnable::run);
        site =
            new Site(
                page,
                routes.routes(new HostAndPort("127.0.0.1", page.port)),
                Materializer.createMaterializer(page.system()));
      }
      return site;
    }
  }

  @AfterAll
  static synchronized void stop() {
    if (site != null) {
      site.page().close();
      site = null;
    }
  }

  /** A method, a blank, path and query, and on the next lines the body. */
  @FuzzTest(maxDuration = "60s")
  void answersOrRefuses(byte[] bytes) throws Exception {
    String[] lines = new String(bytes, UTF_8).split("\n", 2);
    String[] words = lines[0].split(" ", 2);
    Optional<akka.http.javadsl.model.HttpMethod> method = HttpMethods.lookup(words[0]);
    if (words.length < 2 || method.isEmpty()) {
      return;
    }
    HttpRequest request;
    try {
      request =
          HttpRequest.create(words[1])
              .withMethod(method.get())
              .withEntity(ContentTypes.APPLICATION_JSON, lines.length < 2 ? "" : lines[1]);
    } catch (IllegalUriException refusedBefore) {
      return;
    }
    List<String> path = List.of(request.getUri().path().replaceFirst("^/", "").split("/", -1));
    for (Route route : Site.get().routes()) {
      if (route.method().equals(method.get()) && isAsked(route)) {
        asked(route, path, request);
      }
    }
  }

  /** Streams do not end, and passwords take their time. */
  private static boolean isAsked(Route route) {
    List<String> path = route.path();
    return path.get(0).equals("api")
        && path.stream()
            .noneMatch(it -> List.of("live", "events", "stream.mjpeg", "users", "me").contains(it))
        && !path.contains("sign-in");
  }

  private static void asked(Route route, List<String> path, HttpRequest request) throws Exception {
    long stars = route.path().stream().filter("*"::equals).count();
    List<String> segments = path.subList(Math.max(0, path.size() - (int) stars), path.size());
    if (path.size() != route.path().size() && stars > 0) {
      return;
    }
    Caller caller = new Caller("127.0.0.1", false);
    Call call =
        new Call(
            request, segments, caller, Optional.of(ADA), () -> {}, SOON, Site.get().materializer());
    try {
      CompletionStage<HttpResponse> answer = route.answer().to(call);
      HttpResponse response = answer.toCompletableFuture().join();
      response.discardEntityBytes(Site.get().materializer());
      assertThat(response.status().intValue()).isLessThan(500);
    } catch (Problem refused) {
      assertThat(refused).hasMessageMatching("(?s).*[.?]");
    } catch (CompletionException failed) {
      assertThat(failed).hasCauseInstanceOf(Problem.class);
    }
  }
}
