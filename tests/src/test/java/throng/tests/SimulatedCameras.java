package throng.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cameras of this machine for one program: it sees them if it is started with their environment.
 * What they do wrong is said by the words that {@code v4l2sim.c} explains.
 */
final class SimulatedCameras {
  private final Path folder;
  private final Map<String, String> environment;

  private SimulatedCameras(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /**
   * Makes them, with all their files, in a folder of their own; aborts the test where that cannot
   * be.
   *
   * @param settings names and values without {@code V4L2SIM_}, such as {@code CAMERAS=0,1}
   */
  static SimulatedCameras in(Path folder, String... settings) throws Exception {
    if (!System.getProperty("os.name").equals("Linux")) {
      abort("Cameras are simulated under Linux only; skipped.");
    }
    Path library = compile(folder);
    Map<String, String> environment = new HashMap<>();
    environment.put("LD_PRELOAD", library.toString());
    environment.put("V4L2SIM_CONTROL", folder.resolve("control").toString());
    environment.put("V4L2SIM_LOG", folder.resolve("cameras.log").toString());
    for (String setting : settings) {
      String[] nameAndValue = setting.split("=", 2);
      environment.put("V4L2SIM_" + nameAndValue[0], nameAndValue[1]);
    }
    return new SimulatedCameras(folder, Map.copyOf(environment));
  }

  private static Path compile(Path folder) throws Exception {
    Path source = folder.resolve("v4l2sim.c");
    try (InputStream kept = SimulatedCameras.class.getResourceAsStream("/v4l2sim/v4l2sim.c")) {
      Files.copy(kept, source, StandardCopyOption.REPLACE_EXISTING);
    }
    Path library = folder.resolve("libv4l2sim.so");
    Process compiler = start(source, library);
    String output = new String(compiler.getInputStream().readAllBytes(), UTF_8);
    assertThat(compiler.waitFor()).as(output).isZero();
    return library;
  }

  private static Process start(Path source, Path library) {
    try {
      return new ProcessBuilder(
              "gcc",
              "-O2",
              "-shared",
              "-fPIC",
              "-o",
              library.toString(),
              source.toString(),
              "-ldl",
              "-lpthread")
          .redirectErrorStream(true)
          .start();
    } catch (IOException missing) {
      return abort("There is no gcc, which makes the simulated cameras; skipped.");
    }
  }

  /** What the program is started with. */
  Map<String, String> environment() {
    return environment;
  }

  /** What is wrong with the cameras from now on, in place of what was said before. */
  void say(String words) throws IOException {
    Path next = Files.writeString(folder.resolve("control.next"), words);
    Files.move(next, folder.resolve("control"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** What the program has asked of the cameras, and what came of it. */
  List<String> log() throws IOException {
    return Files.readAllLines(folder.resolve("cameras.log"));
  }

  /** How often the program has closed a camera. */
  long closings(int camera) throws IOException {
    return log().stream().filter(line -> line.endsWith("video" + camera + " released")).count();
  }

  /** Fails if the program was refused a camera that it used itself. */
  void assertNeverBusy() throws IOException {
    assertThat(log()).noneMatch(line -> line.endsWith(": 16") || line.endsWith("errno 16"));
  }
}
