package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.gpu.web.access.Accounts;
import throng.gpu.web.access.Role;

/** Who gets in, as whom, and what they see. */
class SignInTest {
  private static final String AUTHORIZATION = "Authorization";
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder = Path.of(".");
  private String watcher = "";

  @SuppressWarnings("NullAway.Init")
  private PageServer page;

  @BeforeEach
  void start() {
    page = PageServer.start(folder.resolve("state"), "");
  }

  @AfterEach
  void stop() {
    page.close();
  }

  @Test
  void aPasswordSignsInWithACookieThatNoScriptReadsAndNoOtherSiteSends() {
    page.user("ada", Role.OPERATOR);
    await().until(() -> knows("ada"));

    String cookie = signIn("ada", PageServer.PASSWORD).headers().firstValue("Set-Cookie").get();

    assertThat(cookie).contains("; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=86400");
    assertThat(cookie).doesNotContain("Secure");
    assertThat(page.get("/api/v1/me", "Cookie", cookie.split(";")[0]).body())
        .isEqualTo("{\"name\":\"ada\",\"role\":\"operator\",\"cameras\":[]}");
  }

  @Test
  void aBrowserThatGoesOnAskingIsGivenItsCookieAgain() {
    page.user("ada", Role.VIEWER);
    await().until(() -> knows("ada"));
    String cookie = signIn("ada", PageServer.PASSWORD).headers().firstValue("Set-Cookie").get();
    await().untilAsserted(() -> assertThat(page.state.resolve("sign-ins.json")).exists());
    page.close();
    page = PageServer.start(folder.resolve("state"), "");

    HttpResponse<String> open = page.get("/", "Cookie", cookie.split(";")[0]);
    HttpResponse<String> first = page.get("/api/v1/me", "Cookie", cookie.split(";")[0]);
    HttpResponse<String> second = page.get("/api/v1/me", "Cookie", cookie.split(";")[0]);
    HttpResponse<String> byToken =
        page.get("/api/v1/me", AUTHORIZATION, "Bearer " + page.token(Role.VIEWER));

    assertThat(open.statusCode()).isEqualTo(200);
    assertThat(open.headers().allValues("Set-Cookie")).isEmpty();
    assertThat(first.headers().allValues("Set-Cookie")).containsExactly(cookie);
    assertThat(second.headers().allValues("Set-Cookie")).isEmpty();
    assertThat(byToken.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void anUnknownUserIsAnsweredAsAWrongPasswordIs() {
    page.user("ada", Role.VIEWER);
    await().until(() -> knows("ada"));

    HttpResponse<String> wrong = signIn("ada", "wrong wrong wrong");
    HttpResponse<String> unknown = signIn("eve", "wrong wrong wrong");

    assertThat(wrong.statusCode()).isEqualTo(401).isEqualTo(unknown.statusCode());
    assertThat(wrong.body()).isEqualTo(unknown.body());
    // One a second, five a minute.
    HttpResponse<String> tooSoon =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> signIn("eve", "wrong wrong wrong"), it -> it.statusCode() == 429);
    assertThat(tooSoon.headers().firstValue("Retry-After"))
        .hasValueSatisfying(it -> assertThat(it).containsOnlyDigits());
  }

  @Test
  void aLinkSignsInOnce() {
    Accounts accounts = Accounts.open(Optional.of(page.state));
    accounts.add("ada", Role.VIEWER, java.util.List.of());
    String code = accounts.invite("ada");
    await().until(() -> knows("ada"));

    HttpResponse<String> in = byLink(code);
    HttpResponse<String> again = byLink(code);

    assertThat(in.statusCode()).isEqualTo(204);
    assertThat(in.headers().firstValue("Set-Cookie")).isPresent();
    assertThat(again.statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenIsKeptAsItsDigestOnly() throws IOException {
    String token = page.token(Role.VIEWER);

    assertThat(page.get("/api/v1/cameras", AUTHORIZATION, "Bearer " + token).statusCode())
        .isEqualTo(200);
    assertThat(page.get("/api/v1/cameras", AUTHORIZATION, "Bearer " + token + "x").statusCode())
        .isEqualTo(401);
    assertThat(page.get("/api/v1/cameras?token=" + token).statusCode()).isEqualTo(401);
    assertThat(Files.readString(page.state.resolve("accounts.json")))
        .contains("\"sha256\"")
        .doesNotContain(token);
  }

  @Test
  void whatIsKeptIsForItsOwnerOnly() throws IOException {
    page.user("ada", Role.VIEWER);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page.state)))
        .isEqualTo("rwx------");
    Path file = page.state.resolve("accounts.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file))
        .contains("$argon2id$v=19$m=19456,t=2,p=1$")
        .doesNotContain(PageServer.PASSWORD);
  }

  @ParameterizedTest
  @CsvSource({"VIEWER, 403", "OPERATOR, 403", "ADMIN, 200"})
  void usersAndTokensAreForAdministrators(Role role, int status) {
    String token = "Bearer " + page.token(role);

    assertThat(page.get("/api/v1/users", AUTHORIZATION, token).statusCode()).isEqualTo(status);
    assertThat(page.get("/api/v1/tokens", AUTHORIZATION, token).statusCode()).isEqualTo(status);
  }

  @Test
  void anAdministratorAddsAndRemovesUsersAndTokens() {
    String admin = "Bearer " + page.token(Role.ADMIN);

    HttpResponse<String> added =
        page.post("/api/v1/users", "{\"name\":\"ada\",\"role\":\"viewer\"}", AUTHORIZATION, admin);
    HttpResponse<String> twice =
        page.post("/api/v1/users", "{\"name\":\"ada\",\"role\":\"viewer\"}", AUTHORIZATION, admin);
    HttpResponse<String> wrong =
        page.post("/api/v1/users", "{\"name\":\"a b\",\"role\":\"viewer\"}", AUTHORIZATION, admin);

    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(added.body()).contains("/#link=");
    assertThat(twice.statusCode()).isEqualTo(409);
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(page.get("/api/v1/users", AUTHORIZATION, admin).body()).contains("\"ada\"");
    HttpResponse<String> token =
        page.post("/api/v1/tokens", "{\"name\":\"m\",\"role\":\"viewer\"}", AUTHORIZATION, admin);
    assertThat(token.statusCode()).isEqualTo(201);
    assertThat(token.body()).contains("\"token\":\"throng_");
    assertThat(delete("/api/v1/users/ada", admin)).isEqualTo(204);
    assertThat(delete("/api/v1/users/ada", admin)).isEqualTo(404);
    assertThat(delete("/api/v1/tokens/none", admin)).isEqualTo(404);
  }

  @Test
  void aRemovedUsersBrowserIsNotSignedInAgainOnceSomebodyIsAddedUnderTheSameName() {
    page.user("eve", Role.VIEWER);
    await().until(() -> knows("eve"));
    String stolen = page.cookie("eve");
    assertThat(page.get("/api/v1/cameras", "Cookie", stolen).statusCode()).isEqualTo(200);

    Accounts.open(Optional.of(page.state)).remove("eve");
    await().until(() -> !knows("eve"));
    page.user("eve", Role.VIEWER);
    await().until(() -> knows("eve"));

    assertThat(page.get("/api/v1/cameras", "Cookie", stolen).statusCode()).isEqualTo(401);
    assertThat(page.get("/api/v1/cameras", "Cookie", page.cookie("eve")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void anAdministratorOfSomeCamerasMakesNobodyWhoSeesMore() {
    String admin = "Bearer " + page.token(Role.ADMIN, "lobby/door");
    page.user("ada", Role.VIEWER);
    String all = "{\"name\":\"eve\",\"role\":\"admin\",\"cameras\":[]}";

    assertThat(page.post("/api/v1/users", all, AUTHORIZATION, admin).statusCode()).isEqualTo(403);
    assertThat(page.post("/api/v1/tokens", all, AUTHORIZATION, admin).statusCode()).isEqualTo(403);
    assertThat(page.get("/api/v1/users", AUTHORIZATION, admin).statusCode()).isEqualTo(403);
    assertThat(page.get("/api/v1/tokens", AUTHORIZATION, admin).statusCode()).isEqualTo(403);
    assertThat(delete("/api/v1/users/ada", admin)).isEqualTo(403);
    assertThat(delete("/api/v1/tokens/none", admin)).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"lobby\"", "\"lobby/door/stage\"", "\"lobby/d*\"", "\"/door\""})
  void whatIsNoCameraIsRefusedAndNotTakenForOneThatNobodySees(String camera) {
    String admin = "Bearer " + page.token(Role.ADMIN);
    String body = "{\"name\":\"eve\",\"role\":\"viewer\",\"cameras\":[" + camera + "]}";

    HttpResponse<String> user = page.post("/api/v1/users", body, AUTHORIZATION, admin);
    HttpResponse<String> token = page.post("/api/v1/tokens", body, AUTHORIZATION, admin);

    assertThat(user.statusCode()).as(user.body()).isEqualTo(400);
    assertThat(user.body()).contains("node/camera, or node/* for all of a node");
    assertThat(token.statusCode()).isEqualTo(400);
  }

  @Test
  void aListOfCamerasHoldsOnEveryRoute() throws Exception {
    page.hub.connected(PageServer.DOOR);
    page.hub.connected(PageServer.HALL);
    page.count(PageServer.DOOR, 3, new byte[] {1});
    page.count(PageServer.HALL, 4, new byte[] {2});
    String token = "Bearer " + page.token(Role.VIEWER, "lobby/door");

    assertThat(page.get("/api/v1/cameras", AUTHORIZATION, token).body())
        .contains("lobby/door")
        .doesNotContain("lobby/hall");
    for (String path : java.util.List.of("", "/latest.jpg", "/stream.mjpeg")) {
      assertThat(page.get("/api/v1/cameras/lobby/hall" + path, AUTHORIZATION, token).statusCode())
          .as(path)
          .isEqualTo(404);
    }
    page.count(PageServer.DOOR, 3, new byte[] {1});
    assertThat(page.get("/api/v1/cameras/lobby/door/latest.jpg", AUTHORIZATION, token).statusCode())
        .isEqualTo(200);
    try (InputStream events = stream("/api/v1/events", token)) {
      byte[] first = events.readNBytes(150);
      assertThat(new String(first)).contains("lobby/door").doesNotContain("lobby/hall");
    }
    Heard heard = new Heard();
    WebSocket socket = socket(token, heard);
    socket.sendText("{\"state\":true,\"pictures\":{\"lobby/door\":10,\"lobby/hall\":10}}", true);
    await().atMost(SOON).until(() -> heard.text().contains("cameras") && heard.pictures() > 0);
    page.count(PageServer.HALL, 5, new byte[] {2});
    page.count(PageServer.DOOR, 5, new byte[] {2});
    await().atMost(SOON).until(() -> heard.pictures() > 1);
    assertThat(heard.text()).contains("lobby/door").doesNotContain("lobby/hall");
    assertThat(heard.names()).contains("lobby/door").doesNotContain("lobby/hall");
    socket.abort();
  }

  @Test
  void aSubscriptionMayComeInPieces() {
    page.hub.connected(PageServer.DOOR);
    page.count(PageServer.DOOR, 3, new byte[] {1});
    Heard heard = new Heard();
    WebSocket socket = socket("Bearer " + page.token(Role.VIEWER), heard);

    socket.sendText("{\"state\":false,\"pict", false).join();
    socket.sendText("ures\":{\"lobby/door\":10}}", true).join();

    await().atMost(SOON).until(() -> heard.pictures() > 0);
    assertThat(heard.isClosed()).isFalse();
    socket.abort();
  }

  @Test
  void aSubscriptionInPiecesIsBounded() {
    Heard heard = new Heard();
    WebSocket socket = socket("Bearer " + page.token(Role.VIEWER), heard);

    socket.sendText(" ".repeat(40_000), false).join();
    socket.sendText(" ".repeat(40_000), false);

    await().atMost(SOON).until(heard::isClosed);
  }

  @Test
  void aSubscriptionThatDoesNotEndIsEnded() {
    Heard heard = new Heard();
    WebSocket socket = socket("Bearer " + page.token(Role.VIEWER), heard);

    socket.sendText("{\"state\":true,", false).join();

    await().atMost(SOON).until(heard::isClosed);
  }

  @Test
  void aRemovedUsersStreamsEnd() throws Exception {
    page.user("root", Role.ADMIN);
    page.user("ada", Role.VIEWER);
    await().until(() -> knows("ada"));
    String cookie = page.cookie("ada");
    Heard heard = new Heard();
    page.client()
        .newWebSocketBuilder()
        .header("Cookie", cookie)
        .header("Origin", page.base())
        .buildAsync(URI.create("ws://127.0.0.1:" + page.port + "/api/v1/live"), heard)
        .join();
    HttpResponse<InputStream> events =
        page.client()
            .send(
                page.request("/api/v1/events", "Cookie", cookie).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    assertThat(events.body().read()).isEqualTo('e');

    Accounts.open(Optional.of(page.state)).remove("ada");

    assertThat(events.body().readAllBytes()).isNotNull();
    await().atMost(SOON).until(heard::isClosed);
    assertThat(page.get("/api/v1/cameras", "Cookie", cookie).statusCode()).isEqualTo(401);
  }

  @Test
  void signingOutEndsTheSignIn() {
    page.user("ada", Role.VIEWER);
    await().until(() -> knows("ada"));
    String cookie = page.cookie("ada");

    assertThat(page.post("/api/v1/sign-out", "", "Cookie", cookie).statusCode()).isEqualTo(204);

    assertThat(page.get("/api/v1/cameras", "Cookie", cookie).statusCode()).isEqualTo(401);
  }

  /** Collects what a socket is sent. */
  static final class Heard implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder names = new StringBuilder();
    private int pictures;
    private boolean isClosed;

    @Override
    public synchronized CompletionStage<?> onText(
        WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<?> onBinary(
        WebSocket socket, java.nio.ByteBuffer data, boolean last) {
      pictures++;
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      names.append(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      isClosed = true;
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized void onError(WebSocket socket, Throwable failure) {
      isClosed = true;
    }

    synchronized String text() {
      return text.toString();
    }

    synchronized String names() {
      return names.toString();
    }

    synchronized int pictures() {
      return pictures;
    }

    synchronized boolean isClosed() {
      return isClosed;
    }
  }

  private WebSocket socket(String token, Heard heard) {
    return page.client()
        .newWebSocketBuilder()
        .header(AUTHORIZATION, token)
        .buildAsync(URI.create("ws://127.0.0.1:" + page.port + "/api/v1/live"), heard)
        .join();
  }

  private InputStream stream(String path, String token) throws Exception {
    return page.client()
        .send(
            page.request(path, AUTHORIZATION, token).build(),
            HttpResponse.BodyHandlers.ofInputStream())
        .body();
  }

  private HttpResponse<String> signIn(String name, String password) {
    return page.post(
        "/api/v1/sign-in", "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
  }

  private HttpResponse<String> byLink(String code) {
    return page.post("/api/v1/sign-in/link", "{\"code\":\"" + code + "\"}");
  }

  private int delete(String path, String token) {
    return page.send(page.request(path, AUTHORIZATION, token).DELETE().build()).statusCode();
  }

  /** Whether the running node has taken in what was written beside it. */
  private boolean knows(String name) {
    if (watcher.isEmpty()) {
      watcher = "Bearer " + page.token(Role.ADMIN);
    }
    return page.get("/api/v1/users", AUTHORIZATION, watcher).body().contains("\"" + name + "\"");
  }
}
