package throng.gpu.web.http;

import akka.http.javadsl.model.HttpMethod;
import akka.http.javadsl.model.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import throng.gpu.web.access.Role;

/**
 * What is answered to one method at one place.
 *
 * @param path its segments; {@code *} stands for any one of them
 * @param least the role that it takes; null: it is open to everybody
 */
public record Route(HttpMethod method, List<String> path, @Nullable Role least, Answer answer) {
  private static final String ANY = "*";

  /** Answers a call; a {@link Problem} may be thrown at once or later. */
  @FunctionalInterface
  public interface Answer {
    CompletionStage<HttpResponse> to(Call call);
  }

  /** A route that one needs this role for. */
  public static Route of(HttpMethod method, String path, Role least, Answer answer) {
    return new Route(method, segments(path), least, answer);
  }

  /** A route for everybody. */
  public static Route open(HttpMethod method, String path, Answer answer) {
    return new Route(method, segments(path), null, answer);
  }

  static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  /** The segments that the path leaves open; empty: it is another path. */
  Optional<List<String>> match(List<String> asked) {
    if (asked.size() != path.size()) {
      return Optional.empty();
    }
    List<String> open = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      if (path.get(i).equals(ANY)) {
        open.add(asked.get(i));
      } else if (!path.get(i).equals(asked.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(open);
  }
}
