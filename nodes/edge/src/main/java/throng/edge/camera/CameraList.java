package throng.edge.camera;

import static java.util.stream.Collectors.joining;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import throng.common.names.NaturalOrder;
import throng.streams.log.Reason;

/** Lists this machine's cameras: {@code edge-node cameras}. */
public final class CameraList {
  private static final String OTHERWISE =
      "`edge-node --camera test` needs none, and a network camera is named by its address"
          + " (rtsp://…).";

  private static final int INDENT = 4;

  private CameraList() {}

  /**
   * Prints every camera with its formats and sizes, or a sentence that says what to try.
   *
   * @param limits its {@code readTimeout} is how long one of them is waited for
   */
  public static void print(CameraLimits limits, PrintStream out) {
    if (Platform.LINUX) {
      Path names = Path.of("/sys/class/video4linux");
      print(limits.readTimeout(), out, Path.of("/dev"), names);
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

  static void print(Duration patience, PrintStream out, Path devices, Path names) {
    List<Path> cameras = cameras(devices);
    if (cameras.isEmpty()) {
      out.println(
          "There is no camera on this machine (no /dev/video…): plug one in; in a virtual machine"
              + " or container pass the device on. "
              + OTHERWISE);
    }
    for (Path camera : cameras) {
      out.println(camera + "  " + name(names.resolve(String.valueOf(camera.getFileName()))));
      out.print(description(camera, patience).indent(INDENT));
    }
  }

  private static String description(Path camera, Duration patience) {
    try (BoundedCalls calls = new BoundedCalls(patience)) {
      return calls.call(() -> description(camera.toString()));
    } catch (TimeoutException e) {
      return DeviceTrouble.hung(camera.toString());
    } catch (ExecutionException e) {
      return "It cannot be listed: " + Reason.of(e) + ".";
    }
  }

  private static String description(String camera) {
    int[] code = {0};
    List<V4l2Format> formats =
        V4l2Format.parse(FfmpegLog.during(() -> code[0] = listFormats(camera)));
    if (!formats.isEmpty()) {
      return formats.stream().map(V4l2Format::toString).collect(joining("\n"));
    }
    // Listing always ends with this number, which says nothing of the camera.
    return code[0] == AVERROR_EXIT() || DeviceTrouble.isMetadata(camera, code[0])
        ? "It has no format for pictures (a metadata node); it is no camera."
        : DeviceTrouble.opening(camera, code[0]);
  }

  private static int listFormats(String camera) {
    try {
      Ffmpeg.listFormats(camera);
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
