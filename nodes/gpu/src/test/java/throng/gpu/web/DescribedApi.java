package throng.gpu.web;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The API's description, by which answers are judged. */
final class DescribedApi {
  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

  private final OpenApiInteractionValidator validator;
  private final List<Described> operations = new ArrayList<>();

  /** An operation, and what it says of itself. */
  record Described(String method, String path, Operation operation) {
    boolean isOpen() {
      return operation.getSecurity() != null && operation.getSecurity().isEmpty();
    }

    boolean hasBody() {
      return operation.getRequestBody() != null;
    }

    boolean answers(int status) {
      return operation.getResponses().containsKey(String.valueOf(status));
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  DescribedApi() {
    String file = file();
    validator = OpenApiInteractionValidator.createForInlineApiSpecification(file).build();
    OpenAPI api = Objects.requireNonNull(new OpenAPIV3Parser().readContents(file).getOpenAPI());
    api.getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, operation) ->
                            operations.add(new Described(method.name(), path, operation))));
  }

  private static String file() {
    try (InputStream in =
        Objects.requireNonNull(DescribedApi.class.getResourceAsStream(Description.FILE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Described> operations() {
    return operations;
  }

  /** The one that a request is for; a path without a parameter goes before one with it. */
  Described of(String method, String target) {
    String path = target.replaceAll("\\?.*", "");
    return operations.stream()
        .filter(it -> it.method().equals(method))
        .filter(it -> path.matches(PARAMETER.matcher(it.path()).replaceAll("[^/]+")))
        .min(Comparator.comparing(it -> it.path().contains("{") ? 1 + it.path().indexOf('{') : 0))
        .orElseThrow(() -> new AssertionError(method + " " + path + " is not described"));
  }

  /** What is wrong with an answer; empty: nothing. */
  List<String> faults(String method, String target, int status, String type, String body) {
    SimpleResponse.Builder response = SimpleResponse.Builder.status(status);
    if (!type.isEmpty()) {
      response.withContentType(type).withBody(body);
    }
    return validator
        .validateResponse(
            target.replaceAll("\\?.*", ""), Request.Method.valueOf(method), response.build())
        .getMessages()
        .stream()
        .filter(it -> it.getLevel() == ValidationReport.Level.ERROR)
        .map(it -> method + " " + target + " " + status + ": " + it.getMessage() + " in " + body)
        .toList();
  }

  static String withStars(String path) {
    return PARAMETER.matcher(path).replaceAll("*");
  }
}
