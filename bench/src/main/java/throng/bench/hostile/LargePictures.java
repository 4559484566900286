package throng.bench.hostile;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/** One camera whose pictures are as large as a node takes, or which says that they will be. */
final class LargePictures implements Attack {
  private static final int SQUARE = 4_000;
  private static final int WIDE = 4_608;
  private static final int HIGH = 3_456;
  private static final long PAUSE_MILLIS = 200;
  private static final int SEED = 7;

  @Override
  public List<Variant> variants() {
    byte[] square = Photograph.jpeg(SQUARE, SQUARE);
    byte[] wide = Photograph.jpeg(WIDE, HIGH);
    return List.of(
        new Variant("4000 x 4000", (node, turn) -> camera(node, turn, square)),
        new Variant("4608 x 3456", (node, turn) -> camera(node, turn, wide)),
        new Variant("hellos with huge sizes", LargePictures::hellos),
        new Variant("size changes to huge sizes", LargePictures::sizeChanges));
  }

  private static void camera(Target node, Turn turn, byte[] jpeg) throws InterruptedException {
    turn.together(
        1,
        () -> {
          try (HostileCamera camera =
              HostileCamera.open(node, turn, HostileCamera.newName(), SQUARE, SQUARE)) {
            camera.keepFull(() -> jpeg);
          }
        });
  }

  private static void hellos(Target node, Turn turn) throws InterruptedException {
    Random random = new Random(SEED);
    turn.together(
        1,
        () -> {
          try (HostileCamera camera =
              HostileCamera.open(
                  node, turn, HostileCamera.newName(), large(random), large(random))) {
            Thread.sleep(PAUSE_MILLIS);
          }
        });
  }

  private static void sizeChanges(Target node, Turn turn) throws InterruptedException {
    Random random = new Random(SEED);
    turn.together(
        1,
        () -> {
          try (HostileCamera camera =
              HostileCamera.open(node, turn, HostileCamera.newName(), SQUARE, SQUARE)) {
            change(camera, turn, random);
          }
        });
  }

  private static void change(HostileCamera camera, Turn turn, Random random)
      throws IOException, InterruptedException {
    while (!turn.isOver()) {
      camera.send(WireBytes.sizeChanged(large(random), large(random)));
      turn.toll().add("size changes");
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private static int large(Random random) {
    return SQUARE - random.nextInt(1_000);
  }
}
