package throng.gpu.model;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import throng.streams.settings.Block;
import throng.streams.settings.Redaction;
import throng.streams.settings.Said;

/**
 * Reads {@code constant:rows=60,columns=80,value=0.01,latency=20ms,max-batch=16}; what is left out
 * is as in {@code throng.gpu-node.constant}. {@code latency=10ms/40ms} is of two devices.
 */
final class ConstantSpec {
  private static final String NAME = "constant";
  private static final Set<String> KEYS =
      Set.of("rows", "columns", "value", "latency", "max-batch");

  private static final int MOST_CELLS = 1 << 24;

  private ConstantSpec() {}

  static boolean isMeant(String model) {
    return model.equals(NAME) || model.startsWith(NAME + ":");
  }

  /**
   * The words of {@code said}, if it means this, over the settings.
   *
   * @param constant the block {@code throng.gpu-node.constant}
   */
  static ModelSettings.Constant read(Said said, Block constant) {
    String model = said.text();
    Config words = ConfigFactory.empty();
    if (isMeant(model) && model.length() > NAME.length() + 1) {
      for (String part : model.substring(NAME.length() + 1).split(",")) {
        words = with(words, part.strip(), said);
      }
    }
    return read(constant.under(words));
  }

  private static ModelSettings.Constant read(Block constant) {
    int rows = constant.whole("rows", 1, MOST_CELLS);
    int columns = constant.whole("columns", 1, MOST_CELLS);
    if ((long) rows * columns > MOST_CELLS) {
      throw constant.wrong("columns", "must leave " + MOST_CELLS + " cells in all at most");
    }
    return new ModelSettings.Constant(
        rows,
        columns,
        (float) constant.number("value", "0", "1000000"),
        latencies(constant),
        constant.whole("max-batch", 1, 1024));
  }

  private static List<Duration> latencies(Block constant) {
    List<Duration> latencies = new ArrayList<>();
    for (String one : constant.text("latency").split("/", -1)) {
      ConfigValue alone = ConfigValueFactory.fromAnyRef(one.strip(), constant.origin("latency"));
      latencies.add(constant.under(alone.atKey("latency")).time("latency", "0ms", "1h"));
    }
    return latencies;
  }

  private static Config with(Config words, String part, Said said) {
    int equals = part.indexOf('=');
    String key = equals < 0 ? part : part.substring(0, equals);
    if (equals < 0 || !KEYS.contains(key)) {
      throw said.refused(
          "constant: \""
              + Redaction.of(part)
              + "\" is none of rows=, columns=, value=, latency=, max-batch=.");
    }
    String value = part.substring(equals + 1);
    return words.withValue(key, ConfigValueFactory.fromAnyRef(value, said.origin()));
  }
}
