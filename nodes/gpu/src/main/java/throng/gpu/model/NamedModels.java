package throng.gpu.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import throng.streams.settings.Block;
import throng.streams.settings.Said;

/**
 * The networks that a node opens at its start, by name: {@code throng.gpu-node.model} and {@code
 * models}.
 *
 * @param standard the name of the one that counts where nobody says otherwise
 */
public record NamedModels(String standard, Map<String, ModelSettings> byName) {
  /** The name of the network that {@code model} means, where that is no name itself. */
  public static final String DEFAULT = "default";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");
  private static final String KEY = "models";

  /** Reads {@code throng.gpu-node}. */
  public static NamedModels from(Block node) {
    Map<String, Said> said = node.saids(KEY);
    String model = node.text("model");
    String standard = said.containsKey(model) ? model : DEFAULT;
    Map<String, ModelSettings> all = new LinkedHashMap<>();
    all.put(standard, ModelSettings.from(node));
    for (Map.Entry<String, Said> one : said.entrySet()) {
      if (!isName(one.getKey())) {
        throw node.wrong(KEY, "must give names of 1 to 64 of A-Z a-z 0-9 . _ -, no dot first");
      } else if (one.getKey().equals(DEFAULT) && standard.equals(DEFAULT)) {
        throw node.wrong(KEY, "must name no network \"default\": that is what model says");
      }
      all.put(one.getKey(), ModelSettings.from(node, one.getValue()));
    }
    return new NamedModels(standard, all);
  }

  /** Whether a network may be called so. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** How the one is opened that counts where nobody says otherwise. */
  public ModelSettings first() {
    return Objects.requireNonNull(byName.get(standard));
  }
}
