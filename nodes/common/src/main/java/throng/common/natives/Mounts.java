package throng.common.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux tells of the file system that a folder lies in. */
final class Mounts {
  private static final Path OF_THIS_PROCESS = Path.of("/proc/self/mounts");
  private static final int PLACE = 1;
  private static final int OPTIONS = 3;

  private Mounts() {}

  /** Whether no program may run from the folder; false where that is not known. */
  static boolean forbidPrograms(Path folder) {
    try {
      return forbidPrograms(folder.toRealPath(), Files.readAllLines(OF_THIS_PROCESS));
    } catch (IOException | RuntimeException unknown) {
      return false;
    }
  }

  /** The same by {@code mounts}, a line each; of two at a place the later one lies above. */
  static boolean forbidPrograms(Path folder, List<String> mounts) {
    int nearest = -1;
    boolean forbidden = false;
    for (String mount : mounts) {
      String[] fields = mount.split(" ");
      Path place = Path.of(fields[PLACE].replace("\\040", " "));
      if (folder.startsWith(place) && place.getNameCount() >= nearest) {
        nearest = place.getNameCount();
        forbidden = List.of(fields[OPTIONS].split(",")).contains("noexec");
      }
    }
    return forbidden;
  }
}
