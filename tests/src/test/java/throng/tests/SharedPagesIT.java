package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.gpu.web.access.Accounts;
import throng.gpu.web.access.Role;

/** The pages of two GPU nodes that work as one, as their users run them. */
class SharedPagesIT {
  private static final String NETWORK = "constant:rows=6,columns=8,latency=20ms,max-batch=1";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String LEFT_HALF =
      "{\"points\": [[0, 0], [0.5, 0], [0.5, 1], [0, 1]], \"title\": \"Left\"}";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> tokens = new ArrayList<>();

  @Test
  void whatIsDrawnAtOneNodesPageIsAtTheOthersAndStaysWhenTheCameraMoves() throws Exception {
    try (GpuNodes gpu = GpuNodes.withPages(folder, NETWORK, NETWORK);
        SiteCameras site = SiteCameras.start(folder.resolve("edge"), gpu.addresses(), 6, "")) {
      for (int node = 0; node < 2; node++) {
        tokens.add(
            Accounts.open(Optional.of(gpu.state(node))).addToken("it", Role.OPERATOR, List.of()));
      }
      await().atMost(MINUTE).until(() -> gpu.live(0) > 0 && gpu.live(1) > 0);
      site.awaitAllCounted();
      String camera =
          await()
              .atMost(MINUTE)
              .until(() -> countedElsewhere(cameras(gpu, 0)), it -> !it.isEmpty());

      assertThat(draw(gpu, camera)).isBetween(200, 201);

      // At the node that counts it, and, of its numbers, at the one where it was drawn.
      await().atMost(MINUTE).until(() -> peopleInZone(gpu, 1, camera));
      await().atMost(MINUTE).until(() -> peopleInZone(gpu, 0, camera));
      assertThat(picture(gpu, camera).headers().firstValue("Content-Type")).contains("image/jpeg");
      gpu.node(0).waitFor(Pattern.compile("Users and tokens stay with each GPU node"), MINUTE);
      assertThat(get(gpu, 1, "/api/v1/cameras", tokens.get(0)).statusCode()).isEqualTo(401);

      gpu.node(1).kill();
      await()
          .atMost(MINUTE)
          .until(
              () -> !state(gpu, 0, camera).contains("countedBy") && peopleInZone(gpu, 0, camera));
    }
  }

  private int draw(GpuNodes gpu, String camera) throws IOException, InterruptedException {
    HttpRequest request =
        request(gpu, 0, "/api/v1/cameras/" + camera + "/zones/left", tokens.get(0))
            .header("If-Match", "*")
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(LEFT_HALF))
            .build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  private HttpResponse<String> picture(GpuNodes gpu, String camera) throws Exception {
    return get(gpu, 0, "/api/v1/cameras/" + camera + "/latest.jpg", tokens.get(0));
  }

  private boolean peopleInZone(GpuNodes gpu, int node, String camera) throws Exception {
    return Pattern.compile("\"name\":\"left\",\"title\":\"Left\",\"people\":[0-9.]+")
        .matcher(state(gpu, node, camera))
        .find();
  }

  /** A camera's own part of what a node tells of all. */
  private String state(GpuNodes gpu, int node, String camera) throws Exception {
    String all = cameras(gpu, node);
    int from = all.indexOf("{\"camera\":\"" + camera + "\"");
    int to = all.indexOf("{\"camera\":", from + 1);
    return from < 0 ? "" : all.substring(from, to < 0 ? all.length() : to);
  }

  /** Empty: none is. */
  private static String countedElsewhere(String cameras) {
    Matcher found =
        Pattern.compile("\"camera\":\"(site/c\\d+)\",\"connected\":true,\"countedBy\"")
            .matcher(cameras);
    return found.find() ? found.group(1) : "";
  }

  private String cameras(GpuNodes gpu, int node) throws Exception {
    return get(gpu, node, "/api/v1/cameras", tokens.get(node)).body();
  }

  private HttpResponse<String> get(GpuNodes gpu, int node, String path, String token)
      throws IOException, InterruptedException {
    return client.send(request(gpu, node, path, token).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(GpuNodes gpu, int node, String path, String token) {
    return HttpRequest.newBuilder(URI.create(gpu.page(node) + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token);
  }
}
