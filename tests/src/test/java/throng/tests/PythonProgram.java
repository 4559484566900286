package throng.tests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A small Python program that stands in for one of the old ones, where OpenCV is installed. */
final class PythonProgram implements AutoCloseable {
  private static final List<String> FILES =
      List.of(
          "counter_wire.py",
          "counter_client.py",
          "counter_server.py",
          "camera_viewer.py",
          "camera_server.py");

  private final Process process;
  private final BufferedReader output;

  private PythonProgram(Process process) {
    this.process = process;
    this.output = process.inputReader(UTF_8);
  }

  /** A Python that has OpenCV; empty: this machine has none. */
  static Optional<String> interpreter() throws IOException, InterruptedException {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      if (canImport(python, "cv2, numpy")) {
        return Optional.of(python);
      }
    }
    return Optional.empty();
  }

  private static boolean canImport(String python, String modules)
      throws IOException, InterruptedException {
    try {
      Process trial =
          new ProcessBuilder(python, "-c", "import " + modules)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return trial.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  /** Starts {@code program}, one of the resources in {@code old_programs}; runs in a copy. */
  static PythonProgram start(String python, Path folder, String program, String... arguments)
      throws IOException {
    Files.createDirectories(folder);
    for (String file : FILES) {
      try (InputStream resource =
          PythonProgram.class.getResourceAsStream("/old_programs/" + file)) {
        Files.write(folder.resolve(file), resource.readAllBytes());
      }
    }
    List<String> command = new ArrayList<>(List.of(python, program));
    command.addAll(List.of(arguments));
    return new PythonProgram(
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start());
  }

  /** {@code host:port} of a server, which prints its port first. */
  String address() throws IOException {
    return "127.0.0.1:" + output.readLine();
  }

  /** The lines that it printed until it ended by itself, which it must do well. */
  List<String> linesToItsEnd(Duration atMost) throws IOException, InterruptedException {
    List<String> lines = output.lines().toList();
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
      throw new AssertionError("It did not end well:\n" + String.join("\n", lines));
    }
    return lines;
  }

  /** The next {@code count} lines of its output. */
  List<String> lines(int count) {
    return output.lines().limit(count).toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
