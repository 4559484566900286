package throng.common.settings;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import throng.streams.settings.SettingsException;

/**
 * Finds a map's entry that a file has twice: HOCON would merge both without a word, and one of two
 * cameras would be missing. An entry may still be written key by key, or be completed elsewhere in
 * that way.
 */
final class Twice {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<skipped>#[^\\n]*|//[^\\n]*|\\$\\{[^}]*})"
              + "|(?<text>\"\"\"(?s:.*?)\"\"\"+|\"(?:\\\\.|[^\"\\\\\\n])*\"|[^\\s{}\\[\\]=:,#\"$]+)"
              + "|(?<mark>[{}\\[\\]=:,\\n])|(?s:.)");

  private final KnownKeys known;
  private final String file;
  private final Map<List<String>, Integer> lines = new HashMap<>();
  private final Deque<Optional<List<String>>> blocks = new ArrayDeque<>();
  private String key = "";
  private boolean isValue;

  Twice(KnownKeys known, String file) {
    this.known = known;
    this.file = file;
  }

  /**
   * @param text which the library could parse
   */
  void check(String text) {
    blocks.push(Optional.of(List.of()));
    int line = 1;
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      if (token.group("mark") != null) {
        mark(token.group("mark").charAt(0), line);
      } else if (!isValue && token.group("skipped") == null) {
        key += token.group();
      }
      line += (int) token.group().chars().filter(c -> c == '\n').count();
    }
  }

  private void mark(char mark, int line) {
    switch (mark) {
      case '=', ':' -> isValue = true;
      case '{' -> open(line);
      case '[' -> blocks.push(Optional.empty());
      case '}', ']' -> {
        blocks.pop();
        isValue = true;
      }
      default -> end(mark);
    }
  }

  // A line may end between a key and its brace.
  private void end(char mark) {
    if (mark == ',' || isValue || key.strip().startsWith("include ")) {
      key = "";
      isValue = false;
    }
  }

  private void open(int line) {
    Optional<List<String>> path = blocks.element().flatMap(this::path);
    path.ifPresent(it -> declare(it, line));
    blocks.push(path);
    key = "";
    isValue = false;
  }

  private Optional<List<String>> path(List<String> block) {
    if (key.isBlank()) {
      return block.isEmpty() && blocks.size() == 1 ? Optional.of(block) : Optional.empty();
    }
    List<String> path = new ArrayList<>(block);
    try {
      path.addAll(ConfigUtil.splitPath(key.strip().replaceAll("\\+$", "")));
      return Optional.of(path);
    } catch (ConfigException notAPath) {
      return Optional.empty();
    }
  }

  private void declare(List<String> path, int line) {
    if (path.size() < 2 || !path.get(0).equals("throng")) {
      return;
    }
    Integer first = lines.putIfAbsent(path, line);
    if (first != null && known.isEntry(path.subList(1, path.size()))) {
      throw new SettingsException(
          "%s: %d: there is a %s already, at line %d: give one of them another name."
              .formatted(file, line, String.join(".", path), first));
    }
  }
}
