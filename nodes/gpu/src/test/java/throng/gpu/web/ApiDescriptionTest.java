package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.AlertHistory.PastAlert;
import throng.actors.counts.LiveViewers;
import throng.actors.counts.live.Elsewhere;
import throng.gpu.publish.Alerts;
import throng.gpu.web.DescribedApi.Described;
import throng.gpu.web.access.Access;
import throng.gpu.web.access.Accounts;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Route;
import throng.gpu.web.live.LiveCounts;
import throng.gpu.web.live.LiveStreams;
import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;

/** What the server answers is what its description says. */
class ApiDescriptionTest {
  private static final String C = "/api/v1/cameras/lobby/door";
  private static final String FLOOR =
      "{\"picture\":[[0,1],[1,1],[1,0.5],[0,0.5]],\"metres\":[[0,0],[10,0],[10,5],[0,5]]}";
  private static final String RULE = "{\"where\":\"lobby/door/stage\",\"above\":5}";
  private static final String HOUR =
      "series=lobby/door&from=2026-11-25T00:00:00Z&to=2026-11-25T01:00:00Z";

  @TempDir Path folder = Path.of(".");
  private final DescribedApi api = new DescribedApi();
  private final Map<String, Set<Integer>> answered = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();
  private PageServer page;
  private String admin = "";
  private String contentType = "application/json";
  private String lastBody = "";

  @BeforeEach
  void start() {
    page = PageServer.start(folder.resolve("state"), "");
    page.hub.connected(PageServer.DOOR);
    page.count(PageServer.DOOR, 8, "JPEG".getBytes(StandardCharsets.UTF_8));
    page.user("ada", Role.ADMIN);
    admin = page.token(Role.ADMIN);
  }

  @AfterEach
  void stop() {
    page.close();
  }

  @Test
  void everyRouteIsDescribedAndEveryDescribedPathIsARoute() {
    Set<String> routes = new TreeSet<>();
    for (Route route : routes()) {
      if (!Set.of("", "assets", "favicon.ico").contains(route.path().get(0))) {
        routes.add(route.method().value() + " /" + String.join("/", route.path()));
      }
    }
    Set<String> described = new TreeSet<>();
    api.operations()
        .forEach(it -> described.add(it.method() + " " + DescribedApi.withStars(it.path())));

    assertThat(routes).isEqualTo(described);
  }

  private List<Route> routes() {
    WebSettings settings = PageServer.settings(page.port, "");
    Accounts accounts = Accounts.open(Optional.empty());
    try (Access access =
            new Access(accounts, settings.signInHolds(), System::nanoTime, Runnable::run);
        LiveCounts counts =
            new LiveCounts(page.hub, page.site.counts(), Elsewhere.NOWHERE, System::nanoTime)) {
      return new PageRoutes(
              settings,
              page.parts(),
              access,
              counts,
              new LiveStreams(settings.live(), new LiveViewers()),
              Runnable::run,
              Runnable::run)
          .routes(new HostAndPort("127.0.0.1", page.port));
    }
  }

  @Test
  void everyAnswerIsAsItIsDescribed() throws Exception {
    refusals();
    successes();

    assertThat(faults).isEmpty();
    Set<String> described = new TreeSet<>();
    api.operations().forEach(it -> described.add(it.toString()));
    assertThat(answered.keySet()).containsAll(described);
    answered.forEach((operation, statuses) -> assertThat(statuses).as(operation).isNotEmpty());
    assertThat(withoutSuccess())
        .containsExactly(
            "GET /api/v1/live", "POST /api/v1/sign-in/first", "POST /api/v1/sign-in/link");
  }

  private List<String> withoutSuccess() {
    return answered.entrySet().stream()
        .filter(it -> it.getValue().stream().noneMatch(status -> status < 300))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Each operation by who may not, and with what does not belong there. */
  private void refusals() throws Exception {
    String viewer = page.token(Role.VIEWER);
    String browser = page.cookie("ada");
    for (Described it : api.operations()) {
      String path = filled(it.path());
      // A token has no password.
      String admin = it.path().endsWith("/me/password") ? browser : this.admin;
      if (!it.isOpen()) {
        refused(401, it, send(it.method(), path, "", "*", "{}"));
      }
      if (it.answers(403) && isForSome(it)) {
        refused(403, it, send(it.method(), path, viewer, "*", "{}"));
      }
      if (it.hasBody()) {
        refused(400, it, send(it.method(), path, admin, "*", "{"));
        contentType = "text/plain";
        refused(415, it, send(it.method(), path, admin, "*", "{}"));
        contentType = "application/json";
      }
      if (it.hasBody() && !it.path().endsWith("/site")) {
        refused(413, it, send(it.method(), path, admin, "*", "\"" + "x".repeat(70_000) + "\""));
      }
      if (it.answers(428)) {
        refused(428, it, send(it.method(), path, admin, "", "{}"));
      }
    }
  }

  private static void refused(int expected, Described operation, int status) {
    assertThat(status).as(operation.toString()).isEqualTo(expected);
  }

  /** Whether there are roles that may not; others are refused pages from elsewhere only. */
  private static boolean isForSome(Described operation) {
    return !operation.isOpen()
        && !Set.of("/api/v1/sign-out", "/api/v1/live", "/api/v1/me/password")
            .contains(operation.path())
        && !operation.path().endsWith(".mjpeg");
  }

  private static String filled(String path) {
    return path.replace("{node}", "lobby")
        .replace("{camera}", "door")
        .replace("{number}", "77")
        .replaceAll("\\{[^}]*}", "nobody");
  }

  private void successes() throws Exception {
    get("/readyz");
    page.health.warm();
    get("/healthz", "/readyz", "/metrics", "/api/openapi.yaml", "/api/v1/version", "/api/v1/me");
    get("/api/v1/devices", "/api/v1/unencrypted");
    get("/api/v1/users", "/api/v1/tokens", "/api/v1/cameras", C, C + "/latest.jpg");
    get("/api/v1/history/series", "/api/v1/history/peaks?" + HOUR, "/api/v1/history/week?" + HOUR);
    get("/api/v1/history/compared?series=lobby/door&monday=2026-11-23", "/api/v1/stored");
    get("/api/v1/history?" + HOUR, "/api/v1/history.csv?" + HOUR, "/api/v1/history?series=x");
    get("/api/v1/history/alerts?limit=5", "/api/v1/history/alerts.csv");
    page.past.alerts.add(new PastAlert(1, Alerts.resolved("1"), OptionalLong.of(0)));
    get("/api/v1/history/alerts?limit=1", "/api/v1/history/alerts?limit=0");
    // On a slow machine the first count is too old for a stream by now.
    page.count(PageServer.DOOR, 8, "JPEG".getBytes(StandardCharsets.UTF_8));
    get("/api/v1/events", C + "/stream.mjpeg", "/api/v1/live", "/api/v1/live/room");
    get("/api/v1/cameras/no/body");
    places();
    calibration();
    alerts();
    delete("/api/v1/history/lobby/door?confirm=lobby/door");
    page.hub.connected(new CameraId("lobby", "gone"));
    page.hub.disconnected(new CameraId("lobby", "gone"));
    delete("/api/v1/cameras/lobby/gone?confirm=lobby/gone");
    wide();
    networks();
    accounts();
  }

  private void places() throws Exception {
    put(C + "/about", "{\"title\":\"North\",\"capacity\":50}");
    put(C + "/ground", FLOOR);
    put(C + "/zones/stage", "{\"title\":\"Stage\",\"points\":[[0,0.6],[1,0.6],[1,1]]}");
    put(C + "/zones/tree", "{\"kind\":\"mask\",\"points\":[[0,0],[0.1,0],[0.1,0.1]]}");
    post(C + "/zones/preview", "{\"points\":[[0,0.6],[1,0.6],[1,1]]}");
    assertThat(
            send(
                "PUT", C + "/zones/stage", admin, "\"99\"", "{\"points\":[[0,0.6],[1,0.6],[1,1]]}"))
        .isEqualTo(412);
    page.count(PageServer.DOOR, 8, "JPEG".getBytes(StandardCharsets.UTF_8));
    org.awaitility.Awaitility.await().until(() -> page.site.counts().all().size() == 2);
    get(C, "/api/v1/cameras");
  }

  private void calibration() throws Exception {
    for (int i = 0; i < 5; i++) {
      post(C + "/calibration/pairs", "{\"picture\":\"%s\",\"people\":%d}".formatted(held(), 9 + i));
    }
    String picture = C + "/calibration/pictures/" + held();
    get(picture, C + "/calibration/pairs", C + "/calibration/pairs.csv");
    put(picture, "");
    delete(picture);
    put(C + "/calibration", "{\"factor\":\"proposed\"}");
    get(C);
    delete(C + "/calibration/pairs/1", C + "/calibration/pairs");
  }

  private String held() throws Exception {
    int status = send("POST", C + "/calibration/pictures", admin, "", "");
    assertThat(status).isEqualTo(201);
    return lastBody.replaceFirst(".*\"id\":\"([^\"]*)\".*", "$1");
  }

  private void alerts() throws Exception {
    put("/api/v1/alerts/crush", RULE);
    put("/api/v1/alerts/full", RULE);
    post("/api/v1/alerts/crush/silence", "{\"forSeconds\":60}");
    delete(C + "/zones/stage");
    get("/api/v1/alerts", "/api/v1/cameras");
    delete("/api/v1/alerts/crush/silence", "/api/v1/alerts/crush");
  }

  private void wide() throws Exception {
    put("/api/v1/groups/all", "{\"cameras\":[\"lobby/*\"]}");
    get("/api/v1/history?group=all&" + HOUR.substring(HOUR.indexOf('&') + 1));
    get("/api/v1/groups", "/api/v1/cameras", "/api/v1/bands", "/api/v1/site");
    put("/api/v1/site", lastBody);
    put("/api/v1/bands", "{\"slowed\":1,\"contact\":2,\"critical\":3}");
    delete("/api/v1/bands", "/api/v1/groups/all", C + "/ground", C + "/zones/stage");
  }

  private void networks() throws Exception {
    get("/api/v1/models");
    post("/api/v1/models", "{\"name\":\"fast\"}");
    post("/api/v1/models", "{\"name\":\"broken\"}");
    post("/api/v1/models/fast/use", "{}");
    post("/api/v1/models/fast/shadow", "{\"of\":\"default\",\"share\":0.1}");
    delete("/api/v1/models/fast/shadow", "/api/v1/models/fast");
  }

  private void accounts() throws Exception {
    post("/api/v1/users", "{\"name\":\"eve\",\"role\":\"viewer\"}");
    post("/api/v1/users", "{\"name\":\"eve\",\"role\":\"viewer\"}");
    delete("/api/v1/users/eve");
    post("/api/v1/tokens", "{\"name\":\"cam\",\"role\":\"viewer\"}");
    get("/api/v1/tokens");
    delete("/api/v1/tokens/" + lastBody.replaceFirst(".*\"id\":\"([^\"]*)\".*", "$1"));
    post("/api/v1/sign-in/link", "{\"code\":\"x\"}");
    post(
        "/api/v1/sign-in/first",
        "{\"code\":\"x\",\"name\":\"a\",\"password\":\"correct horse battery\"}");
    post(
        "/api/v1/sign-in", "{\"name\":\"ada\",\"password\":\"%s\"}".formatted(PageServer.PASSWORD));
    String browser = page.cookie("ada");
    int unused =
        send(
            "PUT",
            "/api/v1/me/password",
            browser,
            "",
            "{\"old\":\"%s\",\"password\":\"another horse battery\"}"
                .formatted(PageServer.PASSWORD));
    post("/api/v1/sign-out", "");
  }

  private void get(String... paths) throws Exception {
    for (String path : paths) {
      int unused = send("GET", path, admin, "", "");
    }
  }

  private void put(String path, String body) throws Exception {
    int unused = send("PUT", path, admin, "*", body);
  }

  private void post(String path, String body) throws Exception {
    int unused = send("POST", path, admin, "", body);
  }

  private void delete(String... paths) throws Exception {
    for (String path : paths) {
      int unused = send("DELETE", path, admin, "*", "");
    }
  }

  /** The status; what is wrong with the answer is noted. */
  private int send(String method, String path, String token, String version, String body)
      throws Exception {
    HttpRequest.Builder request =
        page.request(path, "Origin", page.base())
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body.isEmpty() || method.equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    if (!token.isEmpty()) {
      boolean isCookie = token.matches("throng-[A-Za-z0-9_-]{8}=.*");
      request.header(isCookie ? "Cookie" : "Authorization", isCookie ? token : "Bearer " + token);
    }
    if (!version.isEmpty()) {
      request.header("If-Match", version);
    }
    HttpResponse<InputStream> response =
        page.client().send(request.build(), BodyHandlers.ofInputStream());
    String type = response.headers().firstValue("Content-Type").orElse("");
    lastBody = read(response.body(), type);
    faults.addAll(api.faults(method, path, response.statusCode(), type, lastBody));
    answered
        .computeIfAbsent(api.of(method, path).toString(), it -> new TreeSet<>())
        .add(response.statusCode());
    return response.statusCode();
  }

  /** A stream does not end: its begin is enough. */
  private static String read(InputStream body, String type) throws IOException {
    try (body) {
      boolean isStream = type.startsWith("multipart") || type.startsWith("text/event-stream");
      byte[] read = isStream ? body.readNBytes(16) : body.readAllBytes();
      return new String(read, StandardCharsets.UTF_8);
    }
  }
}
