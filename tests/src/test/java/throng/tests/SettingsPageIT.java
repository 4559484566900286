package throng.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, tokens and one's own password in a real browser; and what is stored. */
class SettingsPageIT {
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

  private static Locator part(Page page, String title) {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(title).setExact(true));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
