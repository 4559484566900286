package throng.gpu.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
