package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;

/** How an HTTP camera is told who asks, and what is said where it refuses. */
class HttpAuthorizationTest extends CameraWebServer {
  @ParameterizedTest
  @ValueSource(strings = {"SHA-256", "MD5", "Basic"})
  void aUserIsAuthorizedInEachWay(String algorithm) throws Exception {
    server.createContext("/snap.jpg", guarded(algorithm, exchange -> still(exchange, true)));

    try (Camera camera = open("me:hu%40sh@", "/snap.jpg?a=1", "jpeg.fps = 100")) {
      for (byte[] jpeg : JPEGS) {
        assertThat(Footage.next(camera).jpeg().toArray()).isEqualTo(jpeg);
      }
    }
  }

  @Test
  void aChallengeThatHasRunOutIsAnsweredAnewThoughTheCameraDoesNotCallItSo() throws Exception {
    HttpHandler guarded = guarded("MD5", exchange -> still(exchange, true));
    AtomicInteger requests = new AtomicInteger();
    server.createContext(
        "/snap.jpg",
        exchange -> {
          if (requests.getAndIncrement() % 3 == 2) {
            challenge(exchange, "MD5");
          } else {
            guarded.handle(exchange);
          }
        });

    try (Camera camera = open("me:hu%40sh@", "/snap.jpg", "jpeg.fps = 100")) {
      for (byte[] jpeg : JPEGS) {
        assertThat(Footage.next(camera).jpeg().toArray()).isEqualTo(jpeg);
      }
    }
    assertThat(requests.get()).isGreaterThan(JPEGS.size());
  }

  @Test
  void refusedIsOnlyWhatWasTried() {
    server.createContext("/snap.jpg", guarded("SHA-256", exchange -> still(exchange, true)));

    assertThatThrownBy(() -> open("me:wrong@", "/snap.jpg", ""))
        .isInstanceOf(CameraException.class)
        .hasMessageContaining("refuses the user and password that are given")
        .message()
        .doesNotContain("wrong");
    assertThatThrownBy(() -> open("", "/snap.jpg", ""))
        .isInstanceOf(CameraException.class)
        .hasMessageContaining("asks for a user and password");
  }

  @Test
  void aPasswordIsNotGivenToAnotherHost() {
    AtomicInteger came = new AtomicInteger();
    server.createContext("/snap.jpg", guarded("Basic", HttpAuthorizationTest::elsewhere));
    server.createContext(
        "/other",
        exchange -> {
          came.incrementAndGet();
          still(exchange, true);
        });

    assertThatThrownBy(() -> open("me:hu%40sh@", "/snap.jpg", ""))
        .isInstanceOf(CameraException.class)
        .hasMessageContaining("it sends on to another host");
    assertThat(came).hasValue(0);
  }

  private static void elsewhere(HttpExchange exchange) throws IOException {
    int port = exchange.getLocalAddress().getPort();
    exchange.getResponseHeaders().set("Location", "http://localhost:" + port + "/other");
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private static HttpHandler guarded(String algorithm, HttpHandler behind) {
    return exchange -> {
      String given = exchange.getRequestHeaders().getFirst("Authorization");
      if (given != null && isRight(given, algorithm, exchange.getRequestURI().toString())) {
        behind.handle(exchange);
      } else {
        challenge(exchange, algorithm);
      }
    };
  }

  private static void challenge(HttpExchange exchange, String algorithm) throws IOException {
    exchange
        .getResponseHeaders()
        .add(
            "WWW-Authenticate",
            algorithm.equals("Basic")
                ? "Basic realm=\"door\""
                : "Digest realm=\"a \\\"door\\\"\", nonce=\"n1\", qop=\"auth,auth-int\", algorithm="
                    + algorithm);
    exchange.sendResponseHeaders(401, -1);
    exchange.close();
  }

  private static boolean isRight(String given, String algorithm, String path) {
    if (algorithm.equals("Basic")) {
      return given.equals("Basic bWU6aHVAc2g=");
    }
    String secret = hash(algorithm, "me:a \"door\":hu@sh");
    String asked = hash(algorithm, "GET:" + path);
    String expected =
        hash(
            algorithm,
            String.join(
                ":", secret, "n1", value(given, "nc"), value(given, "cnonce"), "auth", asked));
    return value(given, "response").equals(expected) && value(given, "uri").equals(path);
  }

  private static String value(String header, String name) {
    Matcher match = Pattern.compile("\\b" + name + "=\"?([^\",]*)").matcher(header);
    return match.find() ? match.group(1) : "";
  }

  private static String hash(String algorithm, String text) {
    try {
      byte[] hashed =
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hashed);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
