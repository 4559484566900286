package throng.gpu.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import throng.gpu.web.access.Role;

/** Somebody with a token who edits what is kept of cameras. */
final class Editor {
  static final String DOOR = "/api/v1/cameras/lobby/door";
  static final String LEFT = "[[0,0],[0.5,0],[0.5,1],[0,1]]";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PageServer page;
  private final String token;

  Editor(PageServer page, Role role, String... cameras) {
    this.page = page;
    this.token = page.token(role, cameras);
  }

  HttpResponse<String> get(String path) {
    return page.send(request(path).build());
  }

  HttpResponse<String> post(String path, String json) {
    return page.send(json(path).POST(BodyPublishers.ofString(json)).build());
  }

  /** {@code version} is what If-Match says; nothing, where it is none. */
  HttpResponse<String> put(String path, String version, String json) {
    return page.send(matching(json(path), version).PUT(BodyPublishers.ofString(json)).build());
  }

  HttpResponse<String> delete(String path, String version) {
    return page.send(matching(request(path), version).DELETE().build());
  }

  /** A zone of these points, whatever the version is. */
  HttpResponse<String> draw(String zone, String points) {
    return put(DOOR + "/zones/" + zone, "*", "{\"points\":" + points + "}");
  }

  private HttpRequest.Builder request(String path) {
    return page.request(path, "Authorization", "Bearer " + token);
  }

  private HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  private static HttpRequest.Builder matching(HttpRequest.Builder request, String version) {
    return version.isEmpty() ? request : request.header("If-Match", version);
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String detail(HttpResponse<String> response) {
    return json(response).path("detail").asText();
  }

  static String version(HttpResponse<String> response) {
    return response.headers().firstValue("ETag").orElse("");
  }
}
