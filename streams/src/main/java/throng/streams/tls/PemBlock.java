package throng.streams.tls;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/**
 * One block of a PEM file (RFC 7468).
 *
 * @param line where it begins, from 1
 * @param label what it says that it is, as {@code CERTIFICATE}
 * @param text between its first and last line, as it stands there
 */
record PemBlock(Path file, int line, String label, String text) {
  private static final long LARGEST_FILE = 1 << 20;
  private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*");

  /**
   * All blocks of a file; what stands between them is no part of any.
   *
   * @throws SettingsException if it cannot be read, or a block has no end
   */
  static List<PemBlock> read(Path file) {
    List<String> lines = lines(file);
    List<PemBlock> blocks = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      Matcher begin = BEGIN.matcher(lines.get(at));
      if (begin.matches()) {
        String label = begin.group(1);
        int end = lines.subList(at, lines.size()).indexOf("-----END " + label + "-----");
        if (end < 0) {
          throw refused(file, at + 1, "the block %s has no end".formatted(label));
        }
        String text = String.join("", lines.subList(at + 1, at + end));
        blocks.add(new PemBlock(file, at + 1, label, text));
        at += end;
      }
    }
    return blocks;
  }

  private static List<String> lines(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new SettingsException(file + " is larger than 1 MiB: it is no PEM file.");
      }
      return Files.readAllLines(file).stream().map(String::stripTrailing).toList();
    } catch (MalformedInputException e) {
      throw new SettingsException(file + " is no text, and so no PEM file.");
    } catch (IOException e) {
      throw new SettingsException(file + " cannot be read: " + Reason.of(e) + ".");
    }
  }

  /** What it holds. */
  byte[] content() {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw refused("the block %s is not whole".formatted(label));
    }
  }

  /** A refusal of this block, with its place. */
  SettingsException refused(String sentence) {
    return refused(file, line, sentence);
  }

  private static SettingsException refused(Path file, int line, String sentence) {
    return new SettingsException("%s: %d: %s.".formatted(file, line, sentence));
  }
}
