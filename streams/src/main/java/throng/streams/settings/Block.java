package throng.streams.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import throng.streams.frame.PixelSize;

/**
 * One block of settings: the only reader of their values.
 *
 * <p>What is read has the type, the range and the unit that are asked for, or is refused in a
 * sentence with file, line, key, what is allowed, what is there instead, and the default. A range
 * is given as it stands in the key's explanation in {@code reference.conf}.
 */
public final class Block {
  /** Stands for every name of a map, in a {@code reference.conf}. */
  public static final String ANY_NAME = "<name>";

  private static final Pattern WITHOUT_UNIT = Pattern.compile("[+-]?\\d*\\.?\\d+");
  private static final Pattern ZERO = Pattern.compile("[+-]?0*\\.?0+");

  private final String path;
  private final String where;
  private final ConfigObject values;
  private final Optional<ConfigObject> defaults;

  private Block(String path, String where, ConfigObject values, Optional<ConfigObject> defaults) {
    this.path = path;
    this.where = where;
    this.values = values;
    this.defaults = defaults;
  }

  /** Every key of ours with its default; no system property has changed it. */
  public static Config reference() {
    return ConfigFactory.defaultReferenceUnresolved().withOnlyPath("throng").resolve();
  }

  /** The block of {@code config} that stands at {@code path}, there and in the defaults. */
  public static Block of(String path, Config config) {
    ConfigObject defaults = reference().getObject(path);
    return new Block(path, "The settings", config.getObject(path), Optional.of(defaults));
  }

  /**
   * The whole of a file of its own.
   *
   * @param where the file, for what is missing in it
   * @param defaults a key without a default is null there
   */
  public static Block of(Config config, String where, Config defaults) {
    ConfigObject all = config.withFallback(defaults).root();
    return new Block("", where, all, Optional.of(defaults.root()));
  }

  /** A block within this one. */
  public Block block(String key) {
    if (!(value(key) instanceof ConfigObject inner)) {
      throw wrong(key, "must be a block { … }");
    }
    Optional<ConfigObject> its =
        defaults.flatMap(all -> Optional.ofNullable((ConfigObject) all.get(key)));
    return new Block(name(key), where, inner, its);
  }

  /** The same with what {@code said} says over it. */
  public Block under(Config said) {
    return new Block(path, where, said.withFallback(values).root(), defaults);
  }

  /**
   * The blocks of a map, by the names that somebody chose.
   *
   * @param template what an entry says that does not say otherwise
   */
  public Map<String, Block> entries(String key, Block template) {
    if (!(value(key) instanceof ConfigObject map)) {
      throw wrong(key, "must be a block { … } with a block for each name");
    }
    Map<String, Block> entries = new TreeMap<>();
    map.forEach(
        (name, value) -> {
          String here = name(key) + "." + name;
          if (!(value instanceof ConfigObject entry)) {
            throw new SettingsException(
                "%s: %s must be a block { … }.".formatted(value.origin().description(), here));
          }
          entries.put(
              name,
              new Block(
                  here,
                  entry.origin().description(),
                  entry.withFallback(template.values),
                  Optional.of(template.values)));
        });
    // What the reference explains for every name.
    entries.remove(ANY_NAME);
    return entries;
  }

  /** The same, where the template stands in the reference for {@value #ANY_NAME}. */
  public Map<String, Block> entries(String key) {
    ConfigObject template =
        block(key)
            .defaults
            .map(its -> (ConfigObject) its.get(ANY_NAME))
            .orElse(ConfigFactory.empty().root());
    return entries(key, new Block(name(key), where, template, Optional.empty()));
  }

  /** The texts of a map, with their places, by the names that somebody chose. */
  public Map<String, Said> saids(String key) {
    Block map = block(key);
    Map<String, Said> all = new TreeMap<>();
    map.values.keySet().stream()
        .filter(name -> !name.equals(ANY_NAME))
        .forEach(name -> all.put(name, map.said(name)));
    return all;
  }

  /** Whether the key has a value, or a default. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** Where the value stands: file and line, option or variable. */
  public String origin(String key) {
    return value(key).origin().description();
  }

  /** Whether nobody set the key. */
  public boolean isDefault(String key) {
    return origin(key).startsWith("reference.conf");
  }

  public String text(String key) {
    return read(key, "must be a text", Optional::of);
  }

  /** A text that is not blank. */
  public String filled(String key) {
    return read(key, "must not be empty", text -> Optional.of(text).filter(it -> !it.isBlank()));
  }

  public boolean flag(String key) {
    ConfigValue value = value(key);
    return read(key, "must be on or off", text -> Optional.of(value.atKey("x").getBoolean("x")));
  }

  /** One of the words. */
  public String word(String key, String... words) {
    List<String> all = Arrays.asList(words);
    return read(
        key,
        "must be one of " + String.join(", ", all),
        text -> Optional.of(text).filter(all::contains));
  }

  /** One of an enum's values, in capitals or not. */
  public <E extends Enum<E>> E oneOf(String key, Class<E> type) {
    List<E> all = Arrays.asList(type.getEnumConstants());
    String names = all.stream().map(Enum::toString).collect(Collectors.joining(", "));
    return read(
        key,
        "must be one of " + names,
        text -> all.stream().filter(it -> it.name().equalsIgnoreCase(text)).findFirst());
  }

  public int whole(String key, int least, int most) {
    return (int) whole(key, (long) least, (long) most);
  }

  public long whole(String key, long least, long most) {
    String range = "from " + least + " to " + most;
    long number =
        read(
            key,
            "must be a whole number " + range,
            text -> Optional.of(new BigDecimal(text).longValueExact()));
    return within(key, number, least, most, range);
  }

  /** A number, with or without a fraction. */
  public double number(String key, String least, String most) {
    String range = "from " + least + " to " + most;
    BigDecimal number =
        read(key, "must be a number " + range, text -> Optional.of(new BigDecimal(text)));
    return within(key, number, new BigDecimal(least), new BigDecimal(most), range).doubleValue();
  }

  /** A time with its unit; so are the bounds. */
  public Duration time(String key, String least, String most) {
    String range = "from " + least + " to " + most;
    needsUnit(key, "s", "ms");
    Duration time =
        read(key, "must be a time " + range, text -> Optional.of(config(text).getDuration("x")));
    Duration shortest = config(least).getDuration("x");
    return within(key, time, shortest, config(most).getDuration("x"), range);
  }

  /** A time zone by its name; {@code auto}: this machine's. */
  public ZoneId timeZone(String key) {
    return read(
        key,
        "must be a time zone, as Europe/Berlin, or auto",
        text -> Optional.of(text.equals("auto") ? ZoneId.systemDefault() : ZoneId.of(text)));
  }

  /** A number of bytes with its unit; so are the bounds. */
  public long bytes(String key, String least, String most) {
    String range = "from " + least + " to " + most;
    needsUnit(key, " KiB", " B");
    long bytes =
        read(key, "must be a size " + range, text -> Optional.of(config(text).getBytes("x")));
    long smallest = config(least).getBytes("x");
    return within(key, bytes, smallest, config(most).getBytes("x"), range);
  }

  /** The same, where the most is less than 2 GiB. */
  public int intBytes(String key, String least, String most) {
    return Math.toIntExact(bytes(key, least, most));
  }

  /** A picture's width and height. */
  public PixelSize pixels(String key) {
    return read(
        key, "must be a width and height of 16 to 65500 pixels, such as 640x480", PixelSize::parse);
  }

  /** A place on the network. */
  public HostAndPort place(String key) {
    return read(
        key,
        "must be host:port with a port of 0 to 65535, such as 127.0.0.1:7600 or [::1]:7600",
        HostAndPort::parse);
  }

  /** What {@code read} reads; empty if the word stands there instead. */
  public <T> Optional<T> unless(String word, String key, Function<String, T> read) {
    boolean isWord = value(key).unwrapped() instanceof String text && text.equals(word);
    return isWord ? Optional.empty() : Optional.of(read.apply(key));
  }

  public List<String> texts(String key) {
    return list(key, "must be a list of texts", String::valueOf);
  }

  public List<Double> numbers(String key) {
    return list(
        key,
        "must be a list of numbers",
        element -> new BigDecimal(String.valueOf(element)).doubleValue());
  }

  /**
   * Whatever {@code parse} makes of the value's text; empty or an exception: it breaks the rule.
   */
  public <T> T read(String key, String rule, Function<String, Optional<T>> parse) {
    ConfigValue value = value(key);
    try {
      return parse.apply(value.atKey("x").getString("x")).orElseThrow(() -> wrong(key, rule));
    } catch (ArithmeticException
        | DateTimeException
        | IllegalArgumentException
        | ConfigException e) {
      throw wrong(key, rule);
    }
  }

  /** What {@code read} makes of the text; its refusal is said with the place of the value. */
  public <T> T located(String key, Function<String, T> read) {
    return said(key).located(read);
  }

  /** A text with its place, for what is found out about it later. */
  public Said said(String key) {
    return new Said(text(key), origin(key));
  }

  /** The refusal of a value that breaks the rule. */
  public SettingsException wrong(String key, String rule) {
    String otherwise =
        isDefault(key)
            ? ""
            : defaults
                .map(all -> all.get(key))
                .filter(it -> it.valueType() != ConfigValueType.NULL)
                .map(it -> " Its default is " + shown(key, it) + ".")
                .orElse("");
    return new SettingsException(
        "%s: %s %s, and is %s.%s"
            .formatted(origin(key), name(key), rule, shown(key, value(key)), otherwise));
  }

  private <T> List<T> list(String key, String rule, Function<@Nullable Object, T> element) {
    if (!(value(key) instanceof ConfigList list)) {
      throw wrong(key, rule);
    }
    try {
      return list.unwrapped().stream().map(element).toList();
    } catch (IllegalArgumentException e) {
      throw wrong(key, rule);
    }
  }

  private <T extends Comparable<T>> T within(String key, T value, T least, T most, String range) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw wrong(key, "must be " + range);
    }
    return value;
  }

  // A bare number would be taken for milliseconds, or bytes, whatever was meant.
  private void needsUnit(String key, String one, String other) {
    String text = String.valueOf(value(key).unwrapped()).strip();
    if (WITHOUT_UNIT.matcher(text).matches() && !ZERO.matcher(text).matches()) {
      throw wrong(key, "needs a unit: say " + text + one + " or " + text + other);
    }
  }

  private ConfigValue value(String key) {
    ConfigValue value = values.get(key);
    boolean isMissing = value == null || (value.valueType() == ConfigValueType.NULL && isNull(key));
    if (value == null || isMissing) {
      throw new SettingsException(where + ": " + name(key) + " is missing.");
    }
    return value;
  }

  private boolean isNull(String key) {
    return defaults
        .map(it -> it.get(key))
        .filter(it -> it.valueType() == ConfigValueType.NULL)
        .isPresent();
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static Config config(String text) {
    return ConfigValueFactory.fromAnyRef(text).atKey("x");
  }

  private static String shown(String key, ConfigValue value) {
    return Masked.of(key, value).render(ConfigRenderOptions.concise());
  }
}
