package throng.edge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import throng.edge.camera.CameraSpec;
import throng.edge.camera.PictureSettings;
import throng.edge.lan.ServeSettings;
import throng.edge.output.ViewSettings;
import throng.streams.camera.WatchdogSettings;
import throng.streams.flow.LedgerSettings;
import throng.streams.frame.CameraId;
import throng.streams.frame.Mode;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;
import throng.streams.settings.TokenFile;
import throng.streams.tcp.GpuConnectionSettings;
import throng.streams.tls.LinkIdentity;

/**
 * Everything that one camera's pipeline keeps to.
 *
 * @param isNamed whether the user has said what the node is called
 * @param source what is read
 * @param isSentWherePaired whether nobody has said to which GPU node it is sent, so that it goes to
 *     the one with which this edge node was paired
 * @param token the access token that the GPU node asks for; empty: none
 * @param tokenFile what it is read from
 * @param halfFloats whether maps may come in half the bytes, with three digits instead of seven
 * @param counted whether a GPU node counts; otherwise the camera is only served
 */
record CameraSettings(
    CameraId id,
    boolean isNamed,
    CameraSpec source,
    PictureSettings pictures,
    Mode mode,
    WatchdogSettings watchdog,
    LedgerSettings ledger,
    GpuConnectionSettings connection,
    boolean isSentWherePaired,
    String token,
    Optional<Path> tokenFile,
    boolean halfFloats,
    ViewSettings view,
    boolean counted,
    ServeSettings serve) {

  /**
   * Reads a camera's settings.
   *
   * @param isNamed whether the user has said what the node is called
   * @param block {@code throng.edge-node}, overlaid by whatever else holds for this camera
   * @param identity the process' to GPU nodes
   * @param folder what relative paths start from
   * @throws SettingsException naming the file and the line, where there are any
   */
  static CameraSettings from(
      CameraId id, boolean isNamed, Block block, LinkIdentity identity, Path folder) {
    CameraSpec source = source(block, folder);
    ServeSettings serve = ServeSettings.from(block);
    Mode mode = mode(block, source, serve);
    boolean counted = block.flag("count");
    checkPurpose(block, counted, serve);
    GpuConnectionSettings connection = GpuConnectionSettings.from(block, identity);
    if (counted) {
      checkEncrypted(block, connection);
    }
    return new CameraSettings(
        id,
        isNamed,
        source,
        PictureSettings.from(block, mode == Mode.LIVE || serve.isOn()),
        mode,
        WatchdogSettings.from(block),
        LedgerSettings.from(block),
        connection,
        PairedWith.isIn(block),
        block.located("token-file", file -> TokenFile.read(file, folder)).orElse(""),
        Optional.of(block.text("token-file")).filter(file -> !file.isEmpty()).map(folder::resolve),
        block.flag("half-floats"),
        ViewSettings.from(block),
        counted,
        serve);
  }

  /**
   * What the camera is called at a GPU node now: an edge node without a name of its own is called
   * as its certificate says, also one that was paired since it began.
   */
  CameraId idAtGpuNodes() {
    return connection
        .identity()
        .self()
        .filter(self -> !isNamed)
        .map(self -> new CameraId(self.name(), id.camera()))
        .orElse(id);
  }

  /**
   * How long the answers to the last frames are waited for once the user ends the process: those of
   * live ones are soon worth nothing.
   */
  Duration lastAnswersWithin() {
    Duration drain = connection.drainTimeout();
    Duration worth = ledger.maxAge().multipliedBy(2);
    return mode == Mode.LIVE && worth.compareTo(drain) < 0 ? worth : drain;
  }

  static CameraSpec source(Block block, Path folder) {
    return block.located("source", source -> CameraSpec.parse(source, folder));
  }

  private static void checkPurpose(Block block, boolean counted, ServeSettings serve) {
    if (!counted && !serve.isOn()) {
      throw new SettingsException(
          block.origin("count")
              + ": throng.edge-node.count is off (--no-count) and nothing is served: say --serve"
              + " PORT, or have the pictures counted.");
    }
    if (!counted && serve.overlay()) {
      throw new SettingsException(
          block.block("serve").origin("overlay")
              + ": throng.edge-node.serve.overlay (--serve-overlay) needs counts: leave --no-count"
              + " out.");
    }
  }

  /** A remote crowd counter's server has no TLS. */
  private static void checkEncrypted(Block block, GpuConnectionSettings connection) {
    Optional<String> plain = connection.unencrypted();
    if (connection.identity().isThere() && plain.isPresent()) {
      throw new SettingsException(
          "%s: what is sent to %s cannot be encrypted, and this edge node is paired: take it out of gpu-nodes, or set throng.edge-node.tls.mode = off, which encrypts nothing."
              .formatted(block.origin("gpu-nodes"), plain.get()));
    }
  }

  private static Mode mode(Block block, CameraSpec source, ServeSettings serve) {
    return switch (block.word("mode", "auto", "live", "lossless")) {
      case "live" -> Mode.LIVE;
      case "lossless" -> Mode.LOSSLESS;
      default -> source.isLive() || serve.isOn() ? Mode.LIVE : Mode.LOSSLESS;
    };
  }
}
