package throng.bench.hostile;

import java.io.IOException;
import java.util.List;

/**
 * Cameras that fill their window and are gone. Two live at a time, who may have less than what the
 * honest leave; or forty at once for a moment, who have nothing once they have left.
 */
final class VanishingCameras implements Attack {
  private static final int TWO = 2;
  private static final int FORTY = 40;
  private static final long PAUSE_MILLIS = 5_000;
  private static final byte[] PICTURE = Photograph.jpeg(640, 480);

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant("a new name each time", (node, turn) -> two(node, turn, false)),
        new Variant("the same names, with a reset", (node, turn) -> two(node, turn, true)),
        new Variant("forty at once", VanishingCameras::forty));
  }

  private static void two(Target node, Turn turn, boolean again) throws InterruptedException {
    turn.together(
        TWO,
        () -> {
          String name = again ? Thread.currentThread().getName() : HostileCamera.newName();
          try (HostileCamera camera = HostileCamera.open(node, turn, name, 640, 480)) {
            fill(camera);
            camera.readOne();
            if (again) {
              camera.reset();
            }
          }
        });
  }

  private static void forty(Target node, Turn turn) throws InterruptedException {
    turn.together(
        FORTY,
        () -> {
          try (HostileCamera camera =
              HostileCamera.open(node, turn, HostileCamera.newName(), 640, 480)) {
            fill(camera);
          }
          Thread.sleep(PAUSE_MILLIS);
        });
  }

  private static void fill(HostileCamera camera) throws IOException {
    for (int i = 0; i < camera.window(); i++) {
      camera.sendFrame(PICTURE);
    }
  }
}
