package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.gpu.web.access.Accounts;
import throng.gpu.web.access.Role;

/** Users in the site's file: with roles and cameras, and with nothing that signs anybody in. */
class SiteUsersTest {
  private static final String SITE = "/api/v1/site";
  private static final String LINK = "/#link=";
  private static final String EVE = "{\"name\":\"eve\",\"role\":\"viewer\",\"cameras\":[]}";

  @TempDir Path folder = Path.of(".");
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
  void anAdministratorsFileHasUsersAndNothingThatSignsThemIn() {
    page.user("ada", Role.ADMIN);
    String code =
        Accounts.open(Optional.of(page.state))
            .addInvited("eve", Role.VIEWER, List.of("lobby/door", "yard/*"));

    String file = new Editor(page, Role.ADMIN).get(SITE).body();
    HttpResponse<String> without = new Editor(page, Role.OPERATOR).get(SITE);

    assertThat(file).doesNotContain("argon2", "hash", "sha256", "throng_", "test", code);
    assertThat(file.replaceAll("\\s", ""))
        .contains(
            "\"users\":[{\"cameras\":[],\"name\":\"ada\",\"role\":\"admin\"},"
                + "{\"cameras\":[\"lobby/door\",\"yard/*\"],"
                + "\"name\":\"eve\",\"role\":\"viewer\"}]");
    assertThat(without.statusCode()).isEqualTo(200);
    assertThat(Editor.json(without).has("users")).isFalse();
  }

  @Test
  void anotherNodeMakesItsUsersWhomLinksSignIn() {
    page.user("eve", Role.VIEWER, "lobby/door");
    String file = new Editor(page, Role.ADMIN).get(SITE).body();

    try (PageServer other = PageServer.start(folder.resolve("other"), "")) {
      HttpResponse<String> taken = new Editor(other, Role.ADMIN).put(SITE, "", file);

      assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
      JsonNode answer = Editor.json(taken);
      assertThat(answer.at("/users").asInt()).isEqualTo(1);
      assertThat(answer.at("/links")).hasSize(1);
      assertThat(answer.at("/links/0/name").asText()).isEqualTo("eve");
      assertThat(answer.at("/links/0/link").asText()).startsWith(LINK);
      String code = answer.at("/links/0/link").asText().substring(LINK.length());
      HttpResponse<String> in = other.post("/api/v1/sign-in/link", "{\"code\":\"" + code + "\"}");
      assertThat(in.statusCode()).isEqualTo(204);
      String cookie = in.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
      assertThat(other.get("/api/v1/me", "Cookie", cookie).body())
          .isEqualTo("{\"name\":\"eve\",\"role\":\"viewer\",\"cameras\":[\"lobby/door\"]}");
    }
  }

  @Test
  void whoIsHereStaysAsTheyAre() {
    page.user("ada", Role.ADMIN);
    Editor admin = new Editor(page, Role.ADMIN);
    String cookie = page.cookie("ada");
    String users = admin.get("/api/v1/users").body();

    HttpResponse<String> taken = admin.put(SITE, "", file(user("ada", Role.VIEWER, "\"yard/*\"")));

    assertThat(taken.body())
        .isEqualTo("{\"cameras\":0,\"alerts\":0,\"groups\":1,\"users\":1,\"links\":[]}");
    assertThat(admin.get("/api/v1/users").body()).isEqualTo(users);
    assertThat(page.get("/api/v1/version", "Cookie", cookie).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"a b\",\"role\":\"viewer\",\"cameras\":[]}        | the user a b: A user",
        "{\"name\":\"bob\",\"role\":\"chief\",\"cameras\":[]}         | viewer, operator, admin",
        "{\"name\":\"bob\",\"role\":\"viewer\",\"cameras\":[\"lobby\"]} | the user bob: cameras holds",
        "{\"name\":\"bob\",\"role\":\"viewer\",\"cameras\":true}      | the user bob must have",
        "{\"name\":\"bob\",\"role\":\"viewer\"}                     | the user bob must have",
        "{\"name\":\"bob\",\"role\":\"viewer\",\"cameras\":[],\"hash\":\"\"} | and nothing else",
        "{\"role\":\"viewer\",\"cameras\":[]}                       | name",
        "{\"name\":\"eve\",\"role\":\"admin\",\"cameras\":[]}         | the user eve is in it twice"
      })
  void takesNothingOfAFileWithAUserWhoIsNone(String user, String sentence) {
    page.user("ada", Role.ADMIN);
    Editor admin = new Editor(page, Role.ADMIN);

    HttpResponse<String> refused = admin.put(SITE, "", file(EVE + "," + user));

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(Editor.detail(refused)).startsWith("The file").contains(sentence);
    assertThat(admin.get("/api/v1/groups").body()).doesNotContain("Foyer");
    assertThat(Editor.json(admin.get("/api/v1/users")).at("/users")).hasSize(1);
  }

  @Test
  void whatRefusesTheRestOfTheFileRefusesItsUsers() {
    page.user("ada", Role.ADMIN);
    Editor admin = new Editor(page, Role.ADMIN);
    page.hub.connected(PageServer.DOOR);
    admin.put("/api/v1/alerts/crush", "*", "{\"where\":\"lobby/door\",\"above\":5}");
    String file = admin.get(SITE).body().replace("\"ada\"", "\"eve\"");

    HttpResponse<String> refused = admin.put(SITE, "", file.replace("\"crush\"", "\"full\""));

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(Editor.detail(refused)).contains("full stands in the settings file");
    assertThat(Editor.json(admin.get("/api/v1/users")).at("/users")).hasSize(1);
  }

  @Test
  void aFileWithoutUsersChangesNone() {
    page.user("ada", Role.ADMIN);
    page.user("eve", Role.VIEWER);
    Editor admin = new Editor(page, Role.ADMIN);
    String users = admin.get("/api/v1/users").body();

    HttpResponse<String> taken = admin.put(SITE, "", file("").replace(",\"users\":[]", ""));

    assertThat(taken.body())
        .isEqualTo("{\"cameras\":0,\"alerts\":0,\"groups\":1,\"users\":0,\"links\":[]}");
    assertThat(admin.get("/api/v1/users").body()).isEqualTo(users);
  }

  private static String user(String name, Role role, String cameras) {
    return "{\"name\":\"%s\",\"role\":\"%s\",\"cameras\":[%s]}"
        .formatted(name, role.word(), cameras);
  }

  /** With a group, by which one sees whether anything of it was taken. */
  private static String file(String users) {
    return "{\"format\":1,\"cameras\":[],\"alerts\":{\"version\":0,\"rules\":[]},"
        + "\"wide\":{\"version\":1,\"groups\":"
        + "[{\"name\":\"lobby\",\"title\":\"Foyer\",\"cameras\":[\"lobby/*\"]}]},"
        + "\"users\":["
        + users
        + "]}";
  }
}
