package throng.edge;

import picocli.CommandLine.Command;
import throng.common.command.Version;
import throng.edge.camera.CameraList;
import throng.edge.camera.Cameras;

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
    CameraList.print(System.out);
  }
}
