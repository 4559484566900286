package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.gpu.web.access.Accounts;
import throng.gpu.web.access.Role;

/** One's own password. */
class PasswordTest {
  private static final String OTHER = "staple battery horse";

  @TempDir Path folder = Path.of(".");

  private PageServer page;
  private List<String> links = List.of();

  @BeforeEach
  void start() {
    page = PageServer.start(folder, "");
    page.user("ada", Role.VIEWER);
    links =
        Stream.generate(() -> Accounts.open(Optional.of(folder)).invite("ada")).limit(2).toList();
    // The node knows of her once it knows of what was made after her.
    page.token(Role.VIEWER);
  }

  @AfterEach
  void stop() {
    page.close();
  }

  @Test
  void anotherPasswordSignsOutEveryOtherBrowserAndKeepsThisOne() {
    String elsewhere = byLink(0);
    String here = byLink(1);

    HttpResponse<String> changed = change(here, PageServer.PASSWORD, OTHER);

    assertThat(changed.statusCode()).isEqualTo(204);
    String after = changed.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    assertThat(page.get("/api/v1/cameras", "Cookie", after).statusCode()).isEqualTo(200);
    assertThat(page.get("/api/v1/cameras", "Cookie", here).statusCode()).isEqualTo(401);
    assertThat(page.get("/api/v1/cameras", "Cookie", elsewhere).statusCode()).isEqualTo(401);
    assertThat(signIn(OTHER)).isEqualTo(204);
  }

  @Test
  void whoDoesNotKnowThePresentOneChangesNothing() {
    String here = byLink(0);

    assertThat(change(here, "wrong horse battery", OTHER).statusCode()).isEqualTo(403);
    // Tries are counted as those of signing in are: one a second, five a minute.
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> change(here, "wrong horse battery", OTHER).statusCode() == 429);
    assertThat(signIn(OTHER)).isNotEqualTo(204);
    assertThat(page.get("/api/v1/cameras", "Cookie", here).statusCode()).isEqualTo(200);
  }

  @Test
  void aShortOneIsRefusedAndATokenHasNone() {
    assertThat(change(byLink(0), PageServer.PASSWORD, "short").statusCode()).isEqualTo(400);
    String token = page.token(Role.ADMIN);
    HttpResponse<String> byToken =
        page.send(
            page.request("/api/v1/me/password", "Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"password\":\"%s\"}".formatted(OTHER)))
                .build());
    assertThat(byToken.statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> change(String cookie, String old, String password) {
    String json = "{\"old\":\"%s\",\"password\":\"%s\"}".formatted(old, password);
    return page.send(
        page.request("/api/v1/me/password", "Cookie", cookie)
            .header("Origin", page.base())
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json))
            .build());
  }

  /** Signs in without a password to hash, which takes long on a busy machine. */
  private String byLink(int link) {
    HttpResponse<String> in =
        page.post("/api/v1/sign-in/link", "{\"code\":\"%s\"}".formatted(links.get(link)));
    return in.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }

  private int signIn(String password) {
    return page.post(
            "/api/v1/sign-in", "{\"name\":\"ada\",\"password\":\"%s\"}".formatted(password))
        .statusCode();
  }
}
