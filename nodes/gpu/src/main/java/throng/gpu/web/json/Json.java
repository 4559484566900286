package throng.gpu.web.json;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.util.ByteString;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;

/** Records to JSON and back. What a body holds beyond its record, or lacks, is refused. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .serializationInclusion(JsonInclude.Include.NON_ABSENT)
          .enable(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Of 1.5 people nothing is cut off.
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private Json() {}

  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An answer with status 200. */
  public static HttpResponse response(Object value) {
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(ContentTypes.APPLICATION_JSON, ByteString.fromString(text(value))));
  }

  /**
   * Reads a whole document.
   *
   * @throws IOException if it is not JSON, or not of that type
   */
  public static <T> T read(byte[] bytes, Class<T> type) throws IOException {
    T value = MAPPER.readValue(bytes, type);
    if (value == null) {
      throw new IOException("There is null in place of an object.");
    }
    return value;
  }

  /** What is wrong with a document that could not be read, in a sentence for who sent it. */
  public static String refusal(IOException failure) {
    if (failure instanceof UnrecognizedPropertyException unknown) {
      return "The body holds '%s', which does not belong here: it may hold %s."
          .formatted(path(unknown), unknown.getKnownPropertyIds());
    } else if (failure instanceof JsonMappingException wrong && !wrong.getPath().isEmpty()) {
      return "The body is not the JSON that belongs here: look at %s, which is missing or of another kind."
          .formatted(path(wrong));
    }
    return "The body is not the JSON that belongs here.";
  }

  private static String path(JsonMappingException failure) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : failure.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  /** The document of a file, with line breaks. */
  public static byte[] file(Object value) throws IOException {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
  }
}
