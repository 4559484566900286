package throng.gpu.web.access;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.RawHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import throng.gpu.web.json.Json;

/**
 * The cookie of a browser that has signed in: no script reads it, no other site sends it. A browser
 * sends it to all ports of a host, so nodes beside each other have cookies of different names: each
 * chooses one, and keeps it.
 */
final class Cookies {
  private static final Pattern NAME = Pattern.compile("throng-[A-Za-z0-9_-]{8}");
  private static final int LETTERS = 8;

  private final String name;

  /** What the file holds. */
  record Kept(String name) {}

  /**
   * Blocks on the disk.
   *
   * @param folder the node's own; empty: it keeps nothing
   */
  Cookies(Optional<Path> folder) {
    this.name = folder.map(Cookies::kept).orElseGet(Cookies::anew);
  }

  private static String kept(Path folder) {
    PrivateFile file = new PrivateFile(folder, "cookie.json");
    return read(file).orElseGet(() -> written(file, anew()));
  }

  private static Optional<String> read(PrivateFile file) {
    try {
      String kept = Json.read(Files.readAllBytes(file.path()), Kept.class).name();
      return Optional.of(kept).filter(name -> NAME.matcher(name).matches());
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  private static String written(PrivateFile file, String name) {
    try {
      file.makeFolder();
      file.write(new Kept(name));
    } catch (IOException e) {
      // Browsers sign in anew after the next start.
    }
    return name;
  }

  private static String anew() {
    return "throng-" + Digest.secret().substring(0, LETTERS);
  }

  HttpHeader of(String secret, Duration holds, boolean isEncrypted) {
    return RawHeader.create(
        "Set-Cookie",
        "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
            .formatted(name, secret, holds.toSeconds(), isEncrypted ? "; Secure" : ""));
  }

  Optional<String> in(HttpRequest request) {
    for (HttpHeader header : request.getHeaders()) {
      if (header.is("cookie")) {
        for (String pair : header.value().split(";", -1)) {
          if (pair.strip().startsWith(name + "=")) {
            return Optional.of(pair.strip().substring(name.length() + 1).replace("\"", ""));
          }
        }
      }
    }
    return Optional.empty();
  }
}
