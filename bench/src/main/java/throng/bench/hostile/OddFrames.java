package throng.bench.hostile;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Frames out of their order, cut off, thrown away, or answered to nobody. */
final class OddFrames implements Attack {
  private static final int TOO_LARGE = 60 << 20;
  private static final int CHUNK = 64 << 10;
  private static final int SEED = 7;
  private static final byte[] PICTURE = Photograph.jpeg(640, 480);

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant("sequences and worths of all kinds", OddFrames::sequences),
        new Variant("cut off by a goodbye or a half-close", OddFrames::cutOff),
        new Variant("60 MB frames, thrown away", OddFrames::thrownAway),
        new Variant("unknown types", OddFrames::unknownTypes),
        new Variant("answers that nobody reads", OddFrames::unread));
  }

  private static void sequences(Target node, Turn turn) throws InterruptedException {
    Random random = new Random(SEED);
    int[] worths = {0, 1, 2, 60_000, Integer.MAX_VALUE, -1, Integer.MIN_VALUE};
    long[] sequences = {9, 8, 8, 0, Long.MAX_VALUE, -1, Long.MIN_VALUE};
    turn.together(
        1,
        () -> {
          try (HostileCamera camera = open(node, turn)) {
            for (int i = 0; i < camera.window(); i++) {
              long sequence = sequences[random.nextInt(sequences.length)];
              camera.send(
                  WireBytes.frame(sequence, worths[random.nextInt(worths.length)], PICTURE));
              turn.toll().add("frames");
            }
            answers(camera, camera.window());
          }
        });
  }

  private static void cutOff(Target node, Turn turn) throws InterruptedException {
    Random random = new Random(SEED);
    turn.together(
        1,
        () -> {
          try (HostileCamera camera = open(node, turn)) {
            camera.sendFrame(PICTURE);
            camera.send(WireBytes.frameHeader(1, 0, 100_000));
            camera.send(new byte[random.nextInt(50_000)]);
            camera.send(WireBytes.start(5, WireBytes.GOODBYE));
            camera.halfClose();
            answers(camera, 2);
          }
        });
  }

  private static void thrownAway(Target node, Turn turn) throws InterruptedException {
    byte[] chunk = new byte[CHUNK];
    turn.together(
        2,
        () -> {
          try (HostileCamera camera = open(node, turn)) {
            while (!turn.isOver()) {
              camera.send(WireBytes.frameHeader(0, 0, TOO_LARGE));
              for (int left = TOO_LARGE; left > 0; left -= CHUNK) {
                camera.send(chunk);
                turn.toll().add("bytes", CHUNK);
              }
              answers(camera, 1);
            }
          }
        });
  }

  private static void unknownTypes(Target node, Turn turn) throws InterruptedException {
    byte[] body = new byte[4_095];
    turn.together(
        1,
        () -> {
          try (HostileCamera camera = open(node, turn)) {
            for (int type = 128; !turn.isOver(); type = type == 255 ? 128 : type + 1) {
              camera.send(WireBytes.start(4_096, type));
              camera.send(body);
              turn.toll().add("messages");
            }
          }
        });
  }

  private static void unread(Target node, Turn turn) throws InterruptedException {
    turn.together(
        2,
        () -> {
          try (HostileCamera camera = open(node, turn)) {
            while (!turn.isOver()) {
              camera.sendFrame(PICTURE);
            }
          }
        });
  }

  private static HostileCamera open(Target node, Turn turn) throws IOException {
    return HostileCamera.open(node, turn, HostileCamera.newName(), 640, 480);
  }

  /** Reads so many messages, if they come. */
  private static void answers(HostileCamera camera, int messages) throws IOException {
    camera.patience((int) TimeUnit.SECONDS.toMillis(5));
    for (int i = 0; i < messages; i++) {
      camera.readOne();
    }
  }
}
