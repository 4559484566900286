package throng.edge;

import java.util.Optional;
import picocli.CommandLine.Command;
import throng.common.command.Version;
import throng.common.settings.NodeKind;
import throng.common.settings.Settings;
import throng.edge.camera.CameraList;
import throng.edge.camera.Cameras;
import throng.edge.camera.PictureSettings;
import throng.streams.settings.Block;

/** {@code edge-node cameras}. */
@Command(
    name = "cameras",
    description = "Lists this machine's cameras, with formats and sizes.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class CamerasCommand implements Runnable {
  @Override
  public void run() {
    Cameras.prepare();
    Block defaults = EdgeSettings.block(Settings.load(Optional.empty(), NodeKind.EDGE).config());
    CameraList.print(PictureSettings.from(defaults, true).limits(), System.out);
  }
}
