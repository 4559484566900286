package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.CoordinatedShutdown;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.gpu.web.access.Role;

/** What the page's server bears: those who are slow, silent, or too many. */
class BearingTest {
  private static final String AUTHORIZATION = "Authorization";

  @TempDir Path folder = Path.of(".");
  private final List<PageServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(PageServer::close);
  }

  @Test
  void closesAConnectionWhoseRequestTrickles() throws IOException {
    PageServer page = start("connections.headers-within = 1s");

    try (Socket socket = page.connect()) {
      socket.setSoTimeout(50);
      OutputStream out = socket.getOutputStream();
      out.write("GET / HTTP/1.1\r\nHost: localhost\r\nX: ".getBytes(StandardCharsets.US_ASCII));

      await().atMost(Duration.ofSeconds(30)).until(() -> isClosedAfter(socket, 'x'));
    }
    assertThat(page.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void closesAConnectionWhoseSecondRequestTrickles() throws IOException {
    PageServer page = start("connections.headers-within = 1s");

    try (Socket socket = page.connect()) {
      socket.setSoTimeout(50);
      OutputStream out = socket.getOutputStream();
      String head = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n";
      out.write((head + "\r\n" + head + "X: ").getBytes(StandardCharsets.US_ASCII));

      await().atMost(Duration.ofSeconds(30)).until(() -> isClosedAfter(socket, 'x'));
    }
  }

  @Test
  void refusesABodyThatTrickles() throws IOException {
    PageServer page = start("connections.body-within = 1s");

    try (Socket socket = page.connect()) {
      String head =
          "POST /api/v1/sign-in HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
              + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] status = new byte[12];
      assertThat(socket.getInputStream().readNBytes(status, 0, 12)).isEqualTo(12);
      assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
    }
  }

  @Test
  void silentConnectionsLockNobodyOut() throws IOException {
    PageServer page = start("connections.most = 16");
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        silent.add(page.connect());
      }

      assertThat(page.get("/healthz").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void thoseWhoAskAndDoNotSignInLockNobodyOut() throws IOException {
    PageServer page = start("connections.most = 16");
    page.user("ada", Role.VIEWER);
    // Once it knows this it knows the account as well.
    page.token(Role.VIEWER);
    List<Socket> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) {
        strangers.add(page.connect());
        askForHealth(strangers.get(i));
      }

      String health = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      assertThat(page.raw(health)).startsWith("HTTP/1.1 200");
      assertThat(page.raw(signIn("ada"))).startsWith("HTTP/1.1 204");
    } finally {
      for (Socket socket : strangers) {
        socket.close();
      }
    }
  }

  @Test
  void oneUserLeavesRoomForOthers() throws IOException {
    PageServer page = start("connections.most = 16");
    String one = page.token(Role.VIEWER);
    String other = "Bearer " + page.token(Role.VIEWER);
    List<Socket> theirs = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        Socket socket = page.connect();
        theirs.add(socket);
        ask(socket, "/api/v1/version", "Authorization: Bearer " + one + "\r\n");
      }

      String version = "GET /api/v1/version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
      assertThat(page.raw(version + "Authorization: " + other + "\r\n\r\n"))
          .startsWith("HTTP/1.1 200");
    } finally {
      for (Socket socket : theirs) {
        socket.close();
      }
    }
  }

  @Test
  void aConnectionOfSomebodyKnownOutlastsStrangers() throws IOException {
    PageServer page = start("connections.most = 16");
    String token = "Authorization: Bearer " + page.token(Role.VIEWER) + "\r\n";
    List<Socket> strangers = new ArrayList<>();
    try (Socket known = page.connect()) {
      assertThat(ask(known, "/api/v1/version", token)).startsWith("HTTP/1.1 200");
      for (int i = 0; i < 40; i++) {
        strangers.add(page.connect());
        askForHealth(strangers.get(i));
      }

      assertThat(ask(known, "/api/v1/version", token)).startsWith("HTTP/1.1 200");
    } finally {
      for (Socket socket : strangers) {
        socket.close();
      }
    }
  }

  @Test
  void aRefusedUpgradeLeavesTheNextRequestItsDeadline() throws IOException {
    PageServer page = start("connections.headers-within = 1s");

    try (Socket socket = page.connect()) {
      String upgrade =
          "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
      assertThat(ask(socket, "/api/v1/live", upgrade)).startsWith("HTTP/1.1 401");
      socket.setSoTimeout(50);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: localhost\r\nX: ".getBytes(StandardCharsets.US_ASCII));

      await().atMost(Duration.ofSeconds(30)).until(() -> isClosedAfter(socket, 'x'));
    }
  }

  @Test
  void liveStreamsAreCappedAndLeaveTheRestReachable() throws IOException {
    PageServer page = start("live.max-streams = 2, live.max-streams-per-user = 1");
    String one = "Bearer " + page.token(Role.VIEWER);
    String other = "Bearer " + page.token(Role.VIEWER);
    String third = "Bearer " + page.token(Role.VIEWER);

    try (InputStream first = open(page, one)) {
      assertThat(first.read()).isEqualTo('e');
      HttpResponse<String> own = page.get("/api/v1/events", AUTHORIZATION, one);
      assertThat(own.statusCode()).isEqualTo(503);
      assertThat(own.body()).contains("You have as many live streams as one may have");
      assertThat(own.headers().firstValue("Retry-After")).isPresent();
      HttpResponse<String> room = page.get("/api/v1/live/room", AUTHORIZATION, one);
      assertThat(room.statusCode()).isEqualTo(503);
      assertThat(room.body()).contains("You have as many live streams as one may have");
      assertThat(page.get("/api/v1/live/room", AUTHORIZATION, third).statusCode()).isEqualTo(204);
      try (InputStream second = open(page, other)) {
        assertThat(second.read()).isEqualTo('e');
        HttpResponse<String> all = page.get("/api/v1/events", AUTHORIZATION, third);

        assertThat(all.statusCode()).isEqualTo(503);
        assertThat(all.headers().firstValue("Retry-After")).isPresent();
        assertThat(upgrade(page, third)).startsWith("HTTP/1.1 503").contains("Retry-After: ");
        assertThat(page.get("/healthz").statusCode()).isEqualTo(200);
      }
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> page.get("/readyz").statusCode() == 503 && canOpen(page, third));
  }

  @Test
  void aReaderThatStallsIsClosed() throws IOException {
    PageServer page = start("connections.idle = 6s, live.max-streams = 1, live.max-rate = 60");
    page.hub.connected(PageServer.DOOR);
    byte[] large = new byte[1_000_000];
    page.count(PageServer.DOOR, 1, large);
    String token = page.token(Role.VIEWER);
    String path = "/api/v1/cameras/lobby/door/stream.mjpeg?fps=60";

    try (Socket stalled = page.connect()) {
      stalled
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                  .formatted(path, token)
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(stalled.getInputStream().readNBytes(2_000)).hasSize(2_000);
      await()
          .until(
              () ->
                  page.get("/api/v1/events", AUTHORIZATION, "Bearer " + token).statusCode() == 503);

      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                page.count(PageServer.DOOR, 1, large);
                return canOpen(page, "Bearer " + token);
              });
    }
  }

  @Test
  void theEndEndsLiveStreamsInGoodOrder() throws Exception {
    PageServer page = start("");
    String token = "Bearer " + page.token(Role.VIEWER);
    InputStream events = open(page, token);
    assertThat(events.read()).isEqualTo('e');

    CompletableFuture<byte[]> rest = CompletableFuture.supplyAsync(() -> all(events));
    CoordinatedShutdown.get(page.system())
        .runAll(CoordinatedShutdown.unknownReason())
        .toCompletableFuture()
        .join();

    assertThat(rest.get()).isNotEmpty();
  }

  private static String signIn(String name) {
    String body = "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, PageServer.PASSWORD);
    return ("POST /api/v1/sign-in HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
            + "Connection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s")
        .formatted(body.length(), body);
  }

  private static void askForHealth(Socket socket) throws IOException {
    ask(socket, "/healthz", "");
  }

  /** The begin of the answer; nothing, where the connection was closed. */
  private static String ask(Socket socket, String path, String headers) throws IOException {
    String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    byte[] answer = new byte[8192];
    try {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      int read = Math.max(0, socket.getInputStream().read(answer));
      return new String(answer, 0, read, StandardCharsets.US_ASCII);
    } catch (SocketException closed) {
      return "";
    }
  }

  private static String upgrade(PageServer page, String token) throws IOException {
    return page.raw(
        ("GET /api/v1/live HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Authorization: %s\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade, close\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .formatted(token));
  }

  private static boolean isClosedAfter(Socket socket, int next) {
    try {
      socket.getOutputStream().write(next);
      InputStream in = socket.getInputStream();
      while (in.read() >= 0) {
        // An answer before the end is read over.
      }
      return true;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    } catch (SocketException reset) {
      return true;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static InputStream open(PageServer page, String token) throws IOException {
    try {
      return page.client()
          .send(
              page.request("/api/v1/events", AUTHORIZATION, token).build(),
              HttpResponse.BodyHandlers.ofInputStream())
          .body();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean canOpen(PageServer page, String token) throws IOException {
    try {
      HttpResponse<InputStream> answer =
          page.client()
              .send(
                  page.request("/api/v1/events", AUTHORIZATION, token).build(),
                  HttpResponse.BodyHandlers.ofInputStream());
      answer.body().close();
      return answer.statusCode() == 200;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] all(InputStream in) {
    try (in) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private PageServer start(String settings) {
    PageServer page = PageServer.start(folder.resolve("state"), settings);
    servers.add(page);
    return page;
  }
}
