package throng.streams.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;

/** Holds each key's explanation in a {@code reference.conf} to what its reader allows. */
public final class Ranges {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern TIME = Pattern.compile("[\\d.]+ ?(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("[\\d.]+ ?([kKMGT]i?)?B");
  private static final Pattern RANGE =
      Pattern.compile("must be (?:a [a-z ]+)?(from .+? to .+?), and is ");

  /** What a GPU node's listener and memory find out by themselves. */
  public static final List<String> AUTOMATIC =
      List.of(
          "throng.gpu-node.listener.max-connections = -1",
          "throng.gpu-node.limits.memory = -1 B",
          "throng.gpu-node.limits.max-frame-size = -1 B",
          "throng.gpu-node.limits.discard-limit = -1 B");

  private Ranges() {}

  /**
   * Sets each number, time and size to what is below every range, and looks for the range that the
   * refusal names in the key's explanation, or in that of a block around it.
   *
   * @param path of the block; so it is in sentences
   * @param named keys whose default is a word, and a value that is below their range
   * @param read reads the whole block of what it is given
   * @return how many keys were checked
   */
  public static int check(String path, List<String> named, Consumer<Config> read) {
    Config reference = ConfigFactory.defaultReference();
    List<String> wrong = new ArrayList<>(named);
    collect(reference.getObject(path), path, wrong);
    for (String setting : wrong) {
      Config config = ConfigFactory.parseString(setting).withFallback(reference);
      SettingsException refusal =
          catchThrowableOfType(SettingsException.class, () -> read.accept(config));
      assertThat(refusal).as("%s is refused", setting).isNotNull();
      String sentence = String.valueOf(refusal.getMessage());
      Matcher range = RANGE.matcher(sentence);
      String key = setting.substring(0, setting.indexOf(' '));
      assertThat(sentence).contains(key);
      assertThat(range.find()).as("%s: %s", setting, sentence).isTrue();
      String allowed = range.group(1).substring("from ".length());
      assertThat(explanations(reference, key)).as("%s is %s", key, allowed).contains(allowed);
    }
    return wrong.size();
  }

  private static void collect(ConfigObject block, String path, List<String> wrong) {
    // An entry of a map keeps to what its template's explanation says.
    block
        .withoutKey(Block.ANY_NAME)
        .forEach(
            (key, value) -> {
              String here = path + "." + key;
              String text = String.valueOf(value.unwrapped());
              if (value instanceof ConfigObject inner) {
                collect(inner, here, wrong);
              } else if (TIME.matcher(text).matches()) {
                wrong.add(here + " = -1ms");
              } else if (SIZE.matcher(text).matches()) {
                wrong.add(here + " = -1 B");
              } else if (NUMBER.matcher(text).matches() && !key.equals("source")) {
                wrong.add(here + " = -1");
              }
            });
  }

  /** The comments of the key and of the blocks around it, as running text. */
  private static String explanations(Config reference, String key) {
    StringBuilder text = new StringBuilder();
    ConfigValue value = reference.root();
    for (String element : key.split("\\.", -1)) {
      value = ((ConfigObject) value).getOrDefault(element, ConfigValueFactory.fromAnyRef(""));
      text.append(String.join(" ", value.origin().comments())).append(' ');
    }
    return text.toString().replaceAll("\\s+", " ");
  }
}
