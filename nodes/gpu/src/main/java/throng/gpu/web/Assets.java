package throng.gpu.web;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.util.ByteString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;
import throng.gpu.web.http.Route;

/**
 * The page's own files, read once. Their place names their content, so that a browser may keep them
 * for ever and never shows old ones; only the page itself is asked for each time.
 */
final class Assets {
  private static final String FOLDER = "/web/";
  private static final String INDEX = "index.html";
  private static final String LIST = "files";
  private static final int HASH_LENGTH = 12;

  /** Files of uPlot's own jar, by the names under which the page asks for them. */
  private static final Map<String, String> CHARTS =
      Map.of("uplot.js", "uPlot.esm.js", "uplot.css", "uPlot.min.css");

  private static final String CHARTS_POM = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
  private static final String CHARTS_FOLDER = "/META-INF/resources/webjars/uplot/%s/dist/";
  private static final Map<String, ContentType> TYPES =
      Map.of(
          "html", ContentTypes.TEXT_HTML_UTF8,
          "css", MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8),
          "js", MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8),
          "svg", MediaTypes.IMAGE_SVG_XML.toContentType());

  private final Map<String, ByteString> files;
  private final String hash;
  private final HttpResponse index;

  private Assets(Map<String, ByteString> files, String hash, HttpResponse index) {
    this.files = files;
    this.hash = hash;
    this.index = index;
  }

  /** Reads them from the class path. */
  static Assets load() {
    Map<String, ByteString> files = new TreeMap<>();
    for (String name : new String(read(FOLDER + LIST), StandardCharsets.UTF_8).split("\\s+")) {
      files.put(name, ByteString.fromArray(read(FOLDER + name)));
    }
    String charts = CHARTS_FOLDER.formatted(chartsVersion());
    CHARTS.forEach((name, file) -> files.put(name, ByteString.fromArray(read(charts + file))));
    String hash = hash(files);
    String page = new String(read(FOLDER + INDEX), StandardCharsets.UTF_8);
    ByteString named = ByteString.fromString(page.replace("{{assets}}", "/assets/" + hash));
    HttpResponse index =
        HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.TEXT_HTML_UTF8, named));
    return new Assets(files, hash, index);
  }

  /** What tells a page that has been open for long that it is an old one. */
  String hash() {
    return hash;
  }

  List<Route> routes() {
    return List.of(
        Route.open(HttpMethods.GET, "/", call -> CompletableFuture.completedFuture(index)),
        Route.open(HttpMethods.GET, "/favicon.ico", call -> file("icon.svg")),
        Route.open(HttpMethods.GET, "/assets/*/*", this::asset));
  }

  private CompletionStage<HttpResponse> asset(Call call) {
    if (!call.segments().get(0).equals(hash)) {
      throw Problem.of(404, "This is a file of another version: load the page again.");
    }
    return file(call.segments().get(1));
  }

  private CompletionStage<HttpResponse> file(String name) {
    ByteString bytes = files.get(name);
    if (bytes == null) {
      throw Problem.of(404, "There is no such file.");
    }
    String ending = name.substring(name.lastIndexOf('.') + 1);
    ContentType type = TYPES.getOrDefault(ending, ContentTypes.APPLICATION_OCTET_STREAM);
    return CompletableFuture.completedFuture(
        HttpResponse.create()
            .withEntity(HttpEntities.create(type, bytes))
            .addHeader(RawHeader.create("Cache-Control", "public, max-age=31536000, immutable")));
  }

  private static String chartsVersion() {
    Properties pom = new Properties();
    try (InputStream file = new ByteArrayInputStream(read(CHARTS_POM))) {
      pom.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pom.getProperty("version");
  }

  private static byte[] read(String name) {
    try (InputStream file = Assets.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("The program lacks its file " + name + ".");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(Map<String, ByteString> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, bytes) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes.toArray());
          });
      return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
