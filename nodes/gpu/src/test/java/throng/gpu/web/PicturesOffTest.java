package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.gpu.web.access.Role;

class PicturesOffTest {
  private static final String AUTHORIZATION = "Authorization";

  @TempDir Path folder = Path.of(".");

  @Test
  void noRouteShowsAPictureWhereTheyAreOff() {
    try (PageServer page = PageServer.start(folder.resolve("state"), "pictures = off")) {
      page.hub.connected(PageServer.DOOR);
      page.count(PageServer.DOOR, 3, new byte[] {1, 2, 3});
      String token = "Bearer " + page.token(Role.ADMIN);

      assertThat(
              page.get("/api/v1/cameras/lobby/door/latest.jpg", AUTHORIZATION, token).statusCode())
          .isEqualTo(204);
      assertThat(
              page.get("/api/v1/cameras/lobby/door/stream.mjpeg", AUTHORIZATION, token)
                  .statusCode())
          .isEqualTo(403);
      assertThat(page.get("/api/v1/cameras/lobby/door", AUTHORIZATION, token).body())
          .contains("\"raw\":3.0");
    }
  }

  @Test
  void aPictureOfACameraThatHasBecomeSilentIsNotGivenForAPresentOne() {
    try (PageServer page = PageServer.start(folder.resolve("state"), "")) {
      page.hub.connected(PageServer.DOOR);
      String token = "Bearer " + page.token(Role.VIEWER);
      String path = "/api/v1/cameras/lobby/door/latest.jpg";
      long now = System.nanoTime();

      page.count(PageServer.DOOR, 3, new byte[] {1}, now - Duration.ofSeconds(11).toNanos());
      assertThat(page.get(path, AUTHORIZATION, token).statusCode()).isEqualTo(204);

      long before = System.currentTimeMillis() / 1000 * 1000;
      page.count(PageServer.DOOR, 3, new byte[] {1}, now - Duration.ofSeconds(1).toNanos());
      var answer = page.get(path, AUTHORIZATION, token);
      assertThat(answer.statusCode()).isEqualTo(200);
      String modified = answer.headers().firstValue("Last-Modified").orElseThrow();
      assertThat(
              ZonedDateTime.parse(modified, DateTimeFormatter.RFC_1123_DATE_TIME)
                  .toInstant()
                  .toEpochMilli())
          .isBetween(before, System.currentTimeMillis());
    }
  }

  @Test
  void singlePicturesTakePartInTheBandwidthOfAll() {
    try (PageServer page = PageServer.start(folder.resolve("state"), "live.bandwidth = 64 KiB")) {
      page.hub.connected(PageServer.DOOR);
      String token = "Bearer " + page.token(Role.VIEWER);
      String path = "/api/v1/cameras/lobby/door/latest.jpg";
      page.count(PageServer.DOOR, 3, new byte[10_000_000]);

      assertThat(page.get(path, AUTHORIZATION, token).statusCode()).isEqualTo(200);
      var again = page.get(path, AUTHORIZATION, token);
      assertThat(again.statusCode()).isEqualTo(503);
      assertThat(again.headers().firstValue("Retry-After")).contains("1");
    }
  }

  @Test
  void theLatestPictureIsWhatTheCameraSent() {
    try (PageServer page = PageServer.start(folder.resolve("state"), "")) {
      page.hub.connected(PageServer.DOOR);
      String token = "Bearer " + page.token(Role.VIEWER);
      String path = "/api/v1/cameras/lobby/door/latest.jpg";

      assertThat(page.get(path, AUTHORIZATION, token).statusCode()).isEqualTo(204);
      page.count(PageServer.DOOR, 3, "JPEG".getBytes(java.nio.charset.StandardCharsets.UTF_8));

      var answer = page.get(path, AUTHORIZATION, token);
      assertThat(answer.body()).isEqualTo("JPEG");
      assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }
  }
}
