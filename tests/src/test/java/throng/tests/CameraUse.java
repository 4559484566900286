package throng.tests;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a program holds of simulated cameras at a moment.
 *
 * @param descriptors an open camera has two
 * @param threads that read cameras
 * @param mappings of the cameras' buffers
 * @param kilobytes of memory of the whole program
 */
record CameraUse(long descriptors, long threads, long mappings, long kilobytes) {
  private static final String NAME = "v4l2sim-video";

  static CameraUse of(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    List<String> maps = Files.readAllLines(process.resolve("maps"));
    return new CameraUse(
        count(process.resolve("fd"), CameraUse::link, NAME),
        count(process.resolve("task"), CameraUse::thread, "camera-"),
        maps.stream().filter(line -> line.contains(NAME)).count(),
        resident(Files.readString(process.resolve("status"))));
  }

  private interface Name {
    String of(Path entry) throws IOException;
  }

  private static long count(Path folder, Name name, String wanted) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> isNamed(entry, name, wanted)).count();
    }
  }

  private static boolean isNamed(Path entry, Name name, String wanted) {
    try {
      return name.of(entry).contains(wanted);
    } catch (IOException gone) {
      return false;
    }
  }

  private static String link(Path entry) throws IOException {
    return Files.readSymbolicLink(entry).toString();
  }

  private static String thread(Path entry) throws IOException {
    return Files.readString(entry.resolve("comm"));
  }

  private static long resident(String status) {
    String digits =
        status
            .lines()
            .filter(line -> line.startsWith("VmRSS"))
            .collect(joining())
            .replaceAll("\\D", "");
    return Long.parseLong(digits);
  }
}
