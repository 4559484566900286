package throng.common.settings;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import throng.streams.settings.Block;

/** A file of settings with every key of a node, commented out, as its reference explains it. */
public final class Sample {
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();

  private Sample() {}

  /** The file's text; what it says as it stands is what holds without it. */
  public static String of(NodeKind node) {
    Sample sample = new Sample();
    sample.text.append(
        """
        # Every setting of %1$s, commented out, with what holds where it is. A line counts once its
        # "# " is gone; `%1$s --print-config` shows what is in force.
        throng {
        """
            .formatted(node.program()));
    ConfigObject throng = Block.reference().getObject("throng");
    for (String block : node.blocks()) {
      if (throng.get(block) instanceof ConfigObject keys) {
        sample.block(block, keys, INDENT);
      }
    }
    return sample.text.append("}\n").toString();
  }

  private void block(String key, ConfigObject block, String indent) {
    text.append(indent).append(key).append(" {\n");
    for (Map.Entry<String, ConfigValue> entry : inOrder(block)) {
      entry
          .getValue()
          .origin()
          .comments()
          .forEach(
              comment -> text.append(indent).append(INDENT + "#").append(comment).append('\n'));
      add(entry.getKey(), entry.getValue(), indent + INDENT);
    }
    text.append(indent).append("}\n");
  }

  private void add(String key, ConfigValue value, String indent) {
    if (!(value instanceof ConfigObject below)) {
      String rendered = value.render(ConfigRenderOptions.concise());
      text.append(indent).append("# ").append(key).append(" = ").append(rendered).append('\n');
    } else if (key.equals(KnownKeys.NAME)) {
      names(key, below, indent);
    } else {
      block(key, below, indent);
    }
  }

  /** What may be said of each name that somebody chooses; the keys are explained elsewhere. */
  private void names(String path, ConfigObject each, String indent) {
    String keys = each.keySet().stream().sorted().collect(Collectors.joining(", "));
    text.append(indent)
        .append("# ")
        .append(path)
        .append(" { may have: ")
        .append(keys)
        .append(" }\n");
    for (Map.Entry<String, ConfigValue> entry : inOrder(each)) {
      if (entry.getValue() instanceof ConfigObject block
          && block.get(KnownKeys.NAME) instanceof ConfigObject below) {
        names(path + "." + entry.getKey() + "." + KnownKeys.NAME, below, indent);
      }
    }
  }

  /** As the reference has them. */
  private static List<Map.Entry<String, ConfigValue>> inOrder(ConfigObject block) {
    Comparator<Map.Entry<String, ConfigValue>> byLine =
        Comparator.comparingInt(entry -> entry.getValue().origin().lineNumber());
    return block.entrySet().stream()
        .sorted(byLine.thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }
}
