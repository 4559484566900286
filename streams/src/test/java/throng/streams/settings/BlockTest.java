package throng.streams.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.frame.PixelSize;

class BlockTest {
  private static final Config DEFAULTS =
      ConfigFactory.parseString(
          """
          whole = 2, number = 0.5, time = 10s, bytes = 64 KiB, flag = on, word = fair, unit = SECONDS
          pixels = 640x480, place = "127.0.0.1:7600", texts = [a], numbers = [1], text = x
          inner { whole = 3 }, needed = null
          map { "<name>" { text = null, whole = 4 } }
          """);

  @Test
  void readsEveryKindOfValue() {
    Block block =
        block(
            "whole = 7, number = 1.5, time = 1.5s, bytes = 2 MiB, flag = off, word = fifo,"
                + " unit = days, pixels = 64x48, place = \"[::1]:1\", texts = [b, c],"
                + " numbers = [1, 2.5], text = y, needed = z, inner.whole = 9");

    assertThat(block.whole("whole", 0, 10)).isEqualTo(7);
    assertThat(block.number("number", "0", "2")).isEqualTo(1.5);
    assertThat(block.time("time", "1ms", "1h")).isEqualTo(Duration.ofMillis(1500));
    assertThat(block.intBytes("bytes", "1 B", "1 GiB")).isEqualTo(2 << 20);
    assertThat(block.flag("flag")).isFalse();
    assertThat(block.word("word", "fair", "fifo")).isEqualTo("fifo");
    assertThat(block.oneOf("unit", TimeUnit.class)).isEqualTo(TimeUnit.DAYS);
    assertThat(block.pixels("pixels")).isEqualTo(new PixelSize(64, 48));
    assertThat(block.place("place")).isEqualTo(new HostAndPort("::1", 1));
    assertThat(block.texts("texts")).containsExactly("b", "c");
    assertThat(block.numbers("numbers")).containsExactly(1.0, 2.5);
    assertThat(block.text("text")).isEqualTo("y");
    assertThat(block.filled("needed")).isEqualTo("z");
    assertThat(block.block("inner").whole("whole", 0, 10)).isEqualTo(9);
  }

  @Test
  void namesATimeZoneThatThereIsNot() {
    assertThat(block("text = Europe/Berlin").timeZone("text"))
        .isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThatThrownBy(() -> block("text = Europe/Berln").timeZone("text"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("text must be a time zone, as Europe/Berlin, or auto");
  }

  @Test
  void readsTheDefaultOfWhatIsNotSet() {
    assertThat(block("").whole("whole", 0, 10)).isEqualTo(2);
    assertThat(block("").has("needed")).isTrue();
    assertThat(block("").has("unknown")).isFalse();
  }

  @Test
  void readsAMapOfBlocksByTheirNames() {
    Block block = block("map { b.text = y, a { text = x, whole = 5 } }");

    assertThat(block.entries("map")).containsOnlyKeys("a", "b");
    assertThat(block.entries("map").values())
        .extracting(it -> it.text("text") + it.whole("whole", 0, 10))
        .containsExactly("x5", "y4");
    assertThat(block("").entries("map")).isEmpty();
    assertThatThrownBy(() -> block("map.a = 3").entries("map"))
        .hasMessageContaining("map.a must be a block");
    assertThatThrownBy(
            () -> block("map.a { }").entries("map").values().forEach(it -> it.text("text")))
        .hasMessageContaining("map.a.text is missing");
  }

  @Test
  void aWordMayStandForNothing() {
    Function<Block, Boolean> isNever =
        it -> it.unless("never", "time", key -> it.time(key, "1ms", "1h")).isEmpty();

    assertThat(isNever.apply(block("time = never"))).isTrue();
    assertThat(isNever.apply(block("time = 2s"))).isFalse();
    assertThatThrownBy(() -> isNever.apply(block("time = later")))
        .isInstanceOf(SettingsException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "whole = 11        | whole must be from 0 to 10, and is 11. Its default is 2.",
        "whole = many      | whole must be a whole number from 0 to 10, and is \"many\". Its",
        "whole = 2.5       | whole must be a whole number from 0 to 10, and is 2.5. Its default",
        "whole = [1]       | whole must be a whole number from 0 to 10, and is [1]. Its default",
        "whole = null      | whole must be a whole number from 0 to 10, and is null. Its default",
        "whole = 1e99      | whole must be a whole number from 0 to 10, and is 1.0E99. Its default",
        "number = 3        | number must be from 0 to 2, and is 3. Its default is 0.5.",
        "number = NaN      | number must be a number from 0 to 2, and is \"NaN\". Its default",
        "time = 4          | time needs a unit: say 4s or 4ms, and is 4. Its default is \"10s\".",
        "time = \"4.5\"    | time needs a unit: say 4.5s or 4.5ms, and is \"4.5\". Its default",
        "time = soon       | time must be a time from 1ms to 1h, and is \"soon\". Its default",
        "time = 2h         | time must be from 1ms to 1h, and is \"2h\". Its default is \"10s\".",
        "time = -1s        | time must be from 1ms to 1h, and is \"-1s\". Its default",
        "time = 0          | time must be from 1ms to 1h, and is 0. Its default",
        "bytes = 64        | bytes needs a unit: say 64 KiB or 64 B, and is 64. Its default",
        "bytes = 2 GiB     | bytes must be from 1 B to 1 GiB, and is \"2 GiB\". Its default",
        "bytes = 9999 YiB  | bytes must be a size from 1 B to 1 GiB, and is \"9999 YiB\". Its",
        "flag = maybe      | flag must be on or off, and is \"maybe\". Its default is \"on\".",
        "word = lifo       | word must be one of fair, fifo, and is \"lifo\". Its default is",
        "unit = eons       | unit must be one of NANOSECONDS, MICROSECONDS,",
        "pixels = 3x3      | pixels must be a width and height of 16 to 65500 pixels,",
        "place = \"::1:7\" | place must be host:port with a port of 0 to 65535,",
        "texts = b         | texts must be a list of texts, and is \"b\". Its default is [\"a\"].",
        "numbers = [b]     | numbers must be a list of numbers, and is [\"b\"]. Its default is [1].",
        "inner = 3         | inner must be a block { … }, and is 3. Its default is {\"whole\":3}.",
        "inner.whole = 11  | inner.whole must be from 0 to 10, and is 11. Its default is 3.",
        "word = \"rtsp://a:secret@h/\" | word must be one of fair, fifo, and is \"rtsp://***@h/\".",
      })
  void refusesEachWithFileLineKeyRuleValueAndDefault(String line, String sentence) {
    assertThatThrownBy(() -> readAll(block("\n" + line)))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("a.conf: 2: " + sentence)
        .hasMessageEndingWith(".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "whole = 1"})
  void saysWhatIsMissing(String text) {
    assertThatThrownBy(() -> block(text).filled("needed"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("a.conf: needed is missing.");
  }

  @Test
  void namesTheWholeKeyOfTheSettings() {
    Config user =
        ConfigFactory.parseString(
            "throng.gpu-node.listener.backlog = 0",
            ConfigParseOptions.defaults().setOriginDescription("a.conf"));
    Config config = user.withFallback(ConfigFactory.defaultReference());
    Block listener = Block.of("throng.gpu-node", config).block("listener");

    assertThatThrownBy(() -> listener.whole("backlog", 1, 9))
        .hasMessage(
            "a.conf: 1: throng.gpu-node.listener.backlog must be from 1 to 9, and is 0."
                + " Its default is 64.");
    assertThat(listener.isDefault("backlog")).isFalse();
    assertThat(listener.isDefault("max-connections")).isTrue();
  }

  private static void readAll(Block block) {
    List<Object> unused =
        List.of(
            block.whole("whole", 0, 10),
            block.number("number", "0", "2"),
            block.time("time", "1ms", "1h"),
            block.bytes("bytes", "1 B", "1 GiB"),
            block.flag("flag"),
            block.word("word", "fair", "fifo"),
            block.oneOf("unit", TimeUnit.class),
            block.pixels("pixels"),
            block.place("place"),
            block.texts("texts"),
            block.numbers("numbers"),
            block.block("inner").whole("whole", 0, 10));
  }

  private static Block block(String text) {
    ConfigParseOptions named = ConfigParseOptions.defaults().setOriginDescription("a.conf");
    return Block.of(ConfigFactory.parseString(text, named), "a.conf", DEFAULTS);
  }
}
