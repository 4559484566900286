package throng.gpu.web;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.util.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import throng.gpu.web.http.Route;

/** The API's description, OpenAPI 3.0, for everybody. */
final class Description {
  static final String FILE = "/web-api/openapi.yaml";

  private static final ContentType YAML =
      MediaTypes.applicationWithFixedCharset("yaml", HttpCharsets.UTF_8).toContentType();

  private Description() {}

  static Route route() {
    HttpResponse description = HttpResponse.create().withEntity(HttpEntities.create(YAML, read()));
    return Route.open(
        HttpMethods.GET,
        "/api/openapi.yaml",
        call -> CompletableFuture.completedFuture(description));
  }

  private static ByteString read() {
    try (InputStream file = Description.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("The program lacks its file " + FILE + ".");
      }
      return ByteString.fromArray(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
