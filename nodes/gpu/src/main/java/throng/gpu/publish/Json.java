package throng.gpu.publish;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;

/** Writes JSON. */
public final class Json {
  private Json() {}

  /**
   * An object; its keys are in alphabetical order.
   *
   * @param fields texts, numbers, booleans, lists, and maps of these
   */
  public static String of(Map<String, ?> fields) {
    return ConfigValueFactory.fromMap(fields).render(ConfigRenderOptions.concise());
  }
}
