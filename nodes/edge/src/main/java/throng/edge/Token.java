package throng.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import throng.streams.settings.SettingsException;

/** Reads the access token from its file, so that it stands on no command line. */
final class Token {
  private Token() {}

  /** The file's first line without white space around it; empty where no file is named. */
  static String read(String file, Path folder) {
    if (file.isEmpty()) {
      return "";
    }
    try {
      List<String> lines = Files.readAllLines(folder.resolve(file));
      String token = lines.isEmpty() ? "" : lines.get(0).strip();
      if (token.isEmpty()) {
        throw new SettingsException(
            "--token-file " + file + ": the file holds no token; its first line is the token.");
      }
      return token;
    } catch (IOException e) {
      throw new SettingsException(
          "--token-file " + file + ": there is no such file, or it cannot be read as text.");
    }
  }
}
