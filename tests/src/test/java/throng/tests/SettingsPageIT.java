package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, tokens and one's own password in a real browser; and what is stored. */
class SettingsPageIT {
  private static final String DRAW =
      """
      () => fetch('/api/v1/cameras/station/gate-1/zones/stage', {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', 'If-Match': '*' },
        body: '{"title": "Main stage", "points": [[0, 0], [0.5, 0], [0.5, 1]]}',
      }).then((it) => it.status)
      """;

  private static final String BANDS =
      """
      () => fetch('/api/v1/bands', {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', 'If-Match': '*' },
        body: '{"slowed": 1.5, "contact": 2.5, "critical": 3.5}',
      }).then((it) => it.status)
      """;

  @TempDir Path folder;

  @Test
  void usersAndTokensComeAndGoAPasswordChangesAndWhatIsStoredIsTold() throws Exception {
    try (Station station = new Station(folder)) {
      Page page = station.page;
      station.go("Settings");

      Locator users = part(page, "Users");
      page.locator("#user-name").fill("eve");
      page.locator("#user-cameras").fill("station/gate-1");
      button(page, "Add the user").click();
      assertThat(users.locator(".secret")).containsText("/#link=");
      assertThat(users.locator("tbody tr")).hasCount(2);
      assertThat(users.locator("tbody")).containsText("station/gate-1");
      button(page, "Remove eve").click();
      button(page, "Remove").click();
      assertThat(users.locator("tbody tr")).hasCount(1);

      Locator tokens = part(page, "Tokens");
      page.locator("#token-name").fill("grafana");
      button(page, "Make the token").click();
      assertThat(tokens.locator(".secret")).containsText("throng_");
      assertThat(tokens.locator("tbody")).containsText("grafana");

      page.locator("#old-password").fill("correct horse battery");
      page.locator("#new-password").fill("staple battery horse");
      page.locator("#again-password").fill("staple battery horses");
      button(page, "Change the password").click();
      assertThat(page.locator("#again-password-wrong")).hasText("The two passwords differ.");
      page.locator("#again-password").fill("staple battery horse");
      button(page, "Change the password").click();
      assertThat(part(page, "Your password")).containsText("Your password is changed.");
      assertThat(station.ask("/api/v1/me")).contains("ada");

      station.go("Privacy");
      assertThat(page.locator("#page")).containsText("No picture is stored");
      assertThat(page.locator("#page")).containsText("400 days");
      assertThat(station.browser.elsewhere()).isEmpty();
      assertThat(station.browser.console()).isEmpty();
    }
  }

  @Test
  void whatPeopleHaveSaidIsExportedAndImportedAsAFile() throws Exception {
    try (Station station = new Station(folder)) {
      Page page = station.page;
      assertThat(page.evaluate(DRAW)).isEqualTo(200);
      station.go("Settings");
      Locator part = part(page, "All of it as a file");
      Download exported = page.waitForDownload(() -> part.getByText("Export").click());
      String file = Files.readString(exported.path());
      assertThat(exported.suggestedFilename()).isEqualTo("throng-site.json");
      assertThat(file).contains("Main stage");

      choose(page, "site.json", file.replace("Main stage", "Side stage"));
      assertThat(page.locator("dialog.ask")).containsText("takes the place of what is here");
      button(page, "Import").click();
      assertThat(part.locator(".said"))
          .hasText("It is taken: 1 camera, 0 alerts, 0 groups, 1 user.");
      assertThat(station.ask("/api/v1/cameras/station/gate-1")).contains("Side stage");

      choose(page, "notes.txt", "no JSON");
      button(page, "Import").click();
      assertThat(part.locator(".refused")).hasText("notes.txt is no JSON file.");
      choose(page, "later.json", file.replaceFirst("\"format\" *: *1", "\"format\": 2"));
      button(page, "Import").click();
      assertThat(part.locator(".refused")).containsText("it comes from another version");
      choose(page, "site.json", file);
      button(page, "Cancel").click();
      assertThat(station.ask("/api/v1/cameras/station/gate-1")).contains("Side stage");
      // Chromium writes there what a server refuses; the page tells it to the user.
      assertThat(station.browser.console())
          .filteredOn(line -> !line.contains("status of 400"))
          .isEmpty();
    }
  }

  @Test
  void bandsThatSomebodyElseChangedAreNotOverwrittenByAFormFromBefore() throws Exception {
    try (Station station = new Station(folder)) {
      Page page = station.page;
      station.go("Settings");
      Locator groups = part(page, "Groups");
      Locator bands = part(page, "Density bands");
      assertThat(groups).containsText("There is none");
      assertThat(bands).containsText("They are those of the settings file.");
      assertThat(page.evaluate(BANDS)).isEqualTo(200);

      saveGroup(page);
      assertThat(groups.locator(".refused")).containsText("ada changed this at");
      saveGroup(page);
      assertThat(groups.locator(".said")).hasText("all is saved.");
      button(page, "Save the bands").click();
      assertThat(bands.locator(".refused")).containsText("Theirs is shown now");
      assertThat(page.locator("#density-slowed")).hasValue("1.5");

      button(page, "Save the bands").click();
      assertThat(bands.locator(".said")).containsText("The bands are saved");
      assertThat(page.waitForResponse("**/api/v1/groups/all", () -> saveGroup(page)).ok()).isTrue();
      assertThat(groups.locator(".said")).hasText("all is saved.");
      assertThat(station.browser.console())
          .filteredOn(line -> !line.contains("status of 412"))
          .isEmpty();
    }
  }

  private static void saveGroup(Page page) {
    page.locator("#group-name").fill("all");
    page.locator("#group-cameras").fill("station/*");
    button(page, "Save the group").click();
  }

  private static void choose(Page page, String name, String text) {
    page.locator("#site-file")
        .setInputFiles(
            new FilePayload(name, "application/json", text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Locator part(Page page, String title) {
    return page.getByRole(
        AriaRole.REGION, new Page.GetByRoleOptions().setName(title).setExact(true));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
