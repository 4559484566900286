package throng.edge.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import throng.streams.settings.SettingsException;

/** Refuses outputs that would destroy what is read, or one another. */
public final class OutputCheck {
  private static final int MOST_LINKS = 40;

  private OutputCheck() {}

  /**
   * A file or folder.
   *
   * @param name what the user knows it by
   */
  public record Named(String name, Path path) {}

  /**
   * Compares all outputs with all inputs and with one another, by whatever names and links they go.
   * What keeps nothing, a device or a FIFO, destroys nothing.
   *
   * @throws SettingsException if an output is an input, or another output
   */
  public static void check(List<Named> inputs, List<Named> outputs) {
    List<Named> checked = new ArrayList<>();
    for (Named output : outputs) {
      if (new FileName(output.path()).isStream()) {
        continue;
      }
      for (Named input : inputs) {
        if (destroys(output.path(), input.path())) {
          throw refused(output, input, "would destroy it; name another");
        }
      }
      for (Named other : checked) {
        if (isSame(output.path(), other.path())) {
          throw refused(output, other, "would destroy it; name two");
        }
      }
      checked.add(output);
    }
  }

  private static SettingsException refused(Named output, Named other, String why) {
    return new SettingsException(
        output.name() + " is written where " + other.name() + " is, and " + why + ".");
  }

  private static boolean destroys(Path output, Path input) {
    return isSame(output, input) || isTakenForMap(output, input) || isDeleted(output, input);
  }

  private static boolean isTakenForMap(Path output, Path input) {
    Path folder = input.toAbsolutePath().getParent();
    return folder != null
        && MapsFolder.names(input)
        && Files.isDirectory(output)
        && isSame(output, folder);
  }

  /**
   * Whether the input looks like an earlier file of a dated output, which may be deleted one day.
   */
  private static boolean isDeleted(Path output, Path input) {
    FileName name = new FileName(output);
    if (!name.isDated()) {
      return false;
    }
    Path place = place(input);
    Path folder = place.getParent();
    return name.begun(place).isPresent()
        && folder != null
        && folder.equals(place(output).getParent());
  }

  private static boolean isSame(Path one, Path other) {
    boolean exists = Files.exists(one);
    if (exists != Files.exists(other)) {
      return false;
    }
    try {
      return exists ? Files.isSameFile(one, other) : place(one).equals(place(other));
    } catch (IOException unknown) {
      return place(one).equals(place(other));
    }
  }

  /** Where a file is, or would be: links are followed. */
  private static Path place(Path file) {
    Path at = file.toAbsolutePath();
    try {
      for (int links = 0; links < MOST_LINKS && Files.isSymbolicLink(at); links++) {
        at = at.resolveSibling(Files.readSymbolicLink(at));
      }
      if (Files.exists(at)) {
        return at.toRealPath();
      }
      Path folder = at.getParent();
      Path name = at.getFileName();
      return folder == null || name == null ? at : folder.toRealPath().resolve(name);
    } catch (IOException noFolder) {
      return at.normalize();
    }
  }
}
