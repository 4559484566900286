package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import throng.common.names.NaturalOrder;

/** Lists this machine's cameras: {@code edge-node cameras}. */
public final class CameraList {
  private static final String OTHERWISE =
      "`edge-node --camera test` needs none, and a network camera is named by its address"
          + " (rtsp://…).";

  private CameraList() {}

  /** Prints every camera with its formats and sizes, or a sentence that says what to try. */
  public static void print(PrintStream out) {
    if (Platform.LINUX) {
      print(out, Path.of("/dev"), Path.of("/sys/class/video4linux"));
    } else if (Platform.MAC) {
      out.println(
          "Cameras are not listed on macOS; try `edge-node probe 0`, then 1, 2 (allow the terminal"
              + " to use the camera in System Settings, Privacy). "
              + OTHERWISE);
    } else {
      out.println(
          "Cameras are not listed on Windows; try `edge-node probe 0`, or the name that the Device"
              + " Manager shows: `edge-node probe \"video=NAME\"`. "
              + OTHERWISE);
    }
  }

  static void print(PrintStream out, Path devices, Path names) {
    List<Path> cameras = cameras(devices);
    if (cameras.isEmpty()) {
      out.println(
          "There is no camera on this machine (no /dev/video…): plug one in; in a virtual machine"
              + " or container pass the device on. "
              + OTHERWISE);
    }
    for (Path camera : cameras) {
      out.println(camera + "  " + name(names.resolve(String.valueOf(camera.getFileName()))));
      describe(camera, out);
    }
  }

  private static void describe(Path camera, PrintStream out) {
    int[] code = {0};
    List<V4l2Format> formats =
        V4l2Format.parse(FfmpegLog.during(() -> code[0] = listFormats(camera)));
    for (V4l2Format format : formats) {
      out.println("    " + format);
    }
    if (formats.isEmpty()) {
      // Listing always ends with this number, which says nothing of the camera.
      boolean listed = code[0] == AVERROR_EXIT();
      out.println(
          "    "
              + (listed
                  ? "It has no format for pictures (a metadata device); it is no camera."
                  : CameraTrouble.opening(new CameraSpec.Device(camera.toString()), code[0])));
    }
  }

  private static int listFormats(Path camera) {
    try {
      Ffmpeg.listFormats(camera.toString());
      return 0;
    } catch (FfmpegException e) {
      return e.code();
    }
  }

  private static List<Path> cameras(Path devices) {
    try (Stream<Path> entries = Files.list(devices)) {
      return entries
          .filter(path -> String.valueOf(path.getFileName()).matches("video\\d+"))
          .sorted(Comparator.comparing(Path::toString, NaturalOrder.INSTANCE))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String name(Path folder) {
    try {
      return Files.readString(folder.resolve("name")).strip();
    } catch (IOException e) {
      return "(without a name)";
    }
  }
}
