package throng.edge;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import throng.edge.camera.CameraSpec;
import throng.edge.camera.PictureSettings;
import throng.edge.lan.ServeSettings;
import throng.edge.output.ViewSettings;
import throng.streams.camera.WatchdogSettings;
import throng.streams.flow.LedgerSettings;
import throng.streams.frame.CameraId;
import throng.streams.frame.Mode;
import throng.streams.settings.Settings;
import throng.streams.settings.SettingsException;
import throng.streams.settings.TokenFile;
import throng.streams.tcp.GpuConnectionSettings;

/**
 * Everything that one camera's pipeline keeps to.
 *
 * @param source what is read
 * @param token the access token that the GPU node asks for; empty: none
 * @param halfFloats whether maps may come in half the bytes, with three digits instead of seven
 * @param counted whether a GPU node counts; otherwise the camera is only served
 */
record CameraSettings(
    CameraId id,
    CameraSpec source,
    PictureSettings pictures,
    Mode mode,
    WatchdogSettings watchdog,
    LedgerSettings ledger,
    GpuConnectionSettings connection,
    String token,
    boolean halfFloats,
    ViewSettings view,
    boolean counted,
    ServeSettings serve) {
  private static final Pattern KEY = Pattern.compile("throng\\.edge-node\\.([a-z.-]*[a-z])");

  /**
   * Reads a camera's settings.
   *
   * @param block {@code throng.edge-node}, overlaid by whatever else holds for this camera
   * @param folder what relative paths start from
   * @throws SettingsException naming the file and the line, where there are any
   */
  static CameraSettings from(CameraId id, Config block, Path folder) {
    try {
      return Settings.checked(() -> read(id, block, folder));
    } catch (SettingsException e) {
      throw located(e, block);
    }
  }

  private static CameraSettings read(CameraId id, Config block, Path folder) {
    CameraSpec source = source(block, folder);
    ServeSettings serve = ServeSettings.from(block);
    Mode mode = mode(block, source, serve);
    boolean counted = block.getBoolean("count");
    checkPurpose(counted, serve);
    return new CameraSettings(
        id,
        source,
        PictureSettings.from(block, mode == Mode.LIVE || serve.isOn()),
        mode,
        WatchdogSettings.from(block),
        LedgerSettings.from(block),
        GpuConnectionSettings.from(block),
        TokenFile.read(block.getString("token-file"), folder).orElse(""),
        block.getBoolean("half-floats"),
        ViewSettings.from(block),
        counted,
        serve);
  }

  static CameraSpec source(Config block, Path folder) {
    try {
      return CameraSpec.parse(block.getString("source"), folder);
    } catch (SettingsException e) {
      throw new SettingsException(
          block.getValue("source").origin().description() + ": " + e.getMessage());
    }
  }

  private static void checkPurpose(boolean counted, ServeSettings serve) {
    if (!counted && !serve.isOn()) {
      throw new SettingsException(
          "throng.edge-node.count is off (--no-count) and nothing is served: say --serve PORT, or"
              + " have the pictures counted.");
    }
    if (!counted && serve.overlay()) {
      throw new SettingsException(
          "throng.edge-node.serve.overlay (--serve-overlay) needs counts: leave --no-count out.");
    }
  }

  private static Mode mode(Config block, CameraSpec source, ServeSettings serve) {
    return switch (block.getString("mode")) {
      case "auto" -> source.isLive() || serve.isOn() ? Mode.LIVE : Mode.LOSSLESS;
      case "live" -> Mode.LIVE;
      case "lossless" -> Mode.LOSSLESS;
      default ->
          throw new SettingsException(
              "throng.edge-node.mode must be auto, live or lossless, and is "
                  + block.getString("mode")
                  + ".");
    };
  }

  /** Puts in front where the value stands that the sentence names, if it names one. */
  private static SettingsException located(SettingsException e, Config block) {
    Matcher key = KEY.matcher(String.valueOf(e.getMessage()));
    if (key.find() && block.hasPathOrNull(key.group(1))) {
      String origin = block.getValue(key.group(1)).origin().description();
      return new SettingsException(origin + ": " + e.getMessage());
    }
    return e;
  }
}
