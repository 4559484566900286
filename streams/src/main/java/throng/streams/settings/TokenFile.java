package throng.streams.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file with the access token, so that the token stands on no command line and in no log. */
public final class TokenFile {
  /** What the protocol's texts may hold, in bytes. */
  private static final int LONGEST = 1024;

  private TokenFile() {}

  /**
   * The file's first line, without white space around it.
   *
   * @param file the file's path; empty: there is no token
   * @param folder what a relative path is relative to
   * @throws SettingsException if the file cannot be read, or holds no token that can be sent
   */
  public static Optional<String> read(String file, Path folder) {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    String token = firstLine(file, folder).strip();
    if (token.isEmpty()) {
      throw wrong(file, "it holds no token; its first line is to be the token");
    }
    if (token.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw wrong(file, "the token on its first line is longer than " + LONGEST + " bytes");
    }
    return Optional.of(token);
  }

  private static String firstLine(String file, Path folder) {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(file));
      return lines.isEmpty() ? "" : lines.get(0);
    } catch (IOException e) {
      throw wrong(file, "there is no such file, or it cannot be read as text");
    }
  }

  private static SettingsException wrong(String file, String sentence) {
    return new SettingsException("The token file " + file + ": " + sentence + ".");
  }
}
