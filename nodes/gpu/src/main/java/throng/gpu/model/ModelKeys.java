package throng.gpu.model;

import com.typesafe.config.Config;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import throng.actors.inference.TensorSize;
import throng.streams.settings.SettingsException;

/** Reads the keys of a {@code model.conf}; every refusal names file, line and key. */
record ModelKeys(Config config) {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

  String name(String key) {
    String text = config.getString(key);
    if (text.isBlank()) {
      throw wrong(key, "must not be empty");
    }
    return text;
  }

  int between(String key, int least, int most) {
    int number = config.getInt(key);
    if (number < least || number > most) {
      throw wrong(key, "must be " + least + " to " + most + ", not " + number);
    }
    return number;
  }

  double positive(String key) {
    double number = config.getDouble(key);
    if (!(number > 0) || Double.isInfinite(number)) {
      throw wrong(key, "must be a number above 0");
    }
    return number;
  }

  <E extends Enum<E>> E oneOf(String key, Class<E> type) {
    String text = config.getString(key);
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> value.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> wrong(key, "must be one of " + names(type) + ", not \"" + text + "\""));
  }

  /** One number a channel; a single one holds for all. */
  List<Double> numbers(String key, int channels) {
    List<Double> numbers = config.getDoubleList(key);
    if (numbers.size() == 1) {
      return Collections.nCopies(channels, numbers.get(0));
    }
    if (numbers.size() != channels) {
      throw wrong(key, "must hold one number, or one a channel: " + channels);
    }
    return List.copyOf(numbers);
  }

  /** {@code 640x480} as width and height; {@code any} is empty. */
  Optional<TensorSize> size(String key) {
    String text = config.getString(key);
    if (text.equals("any")) {
      return Optional.empty();
    }
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw wrong(key, "must be \"any\" or width x height, like 640x480, not \"" + text + "\"");
    }
    return Optional.of(
        new TensorSize(Integer.parseInt(size.group(2)), Integer.parseInt(size.group(1))));
  }

  SettingsException wrong(String key, String what) {
    return new SettingsException(
        config.getValue(key).origin().description() + ": " + key + " " + what + ".");
  }

  private static String names(Class<? extends Enum<?>> type) {
    return String.join(", ", Arrays.stream(type.getEnumConstants()).map(Enum::toString).toList());
  }
}
