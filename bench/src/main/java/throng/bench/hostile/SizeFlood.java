package throng.bench.hostile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Messages of 13 bytes, as many as the socket takes. */
final class SizeFlood implements Attack {
  private static final int CAMERAS = 2;
  private static final int MESSAGES = 5_000;
  private static final int SEED = 7;
  private static final int LARGEST = 4_000;

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant("random sizes", (node, turn) -> flood(node, turn, SizeFlood::randomSize)),
        new Variant("two sizes in turn", (node, turn) -> flood(node, turn, SizeFlood::twoSizes)),
        new Variant(
            "pings and pongs", (node, turn) -> flood(node, turn, SizeFlood::pingsAndPongs)));
  }

  private static void flood(Target node, Turn turn, Supplier<Supplier<byte[]>> messages)
      throws InterruptedException {
    byte[] block = block(messages.get());
    turn.together(
        CAMERAS,
        () -> {
          try (HostileCamera camera =
              HostileCamera.open(node, turn, HostileCamera.newName(), 640, 480)) {
            Thread reader = new Thread(() -> discard(camera), "reads answers");
            reader.setDaemon(true);
            reader.start();
            while (!turn.isOver()) {
              camera.send(block);
              turn.toll().add("messages", MESSAGES);
            }
          }
        });
  }

  private static void discard(HostileCamera camera) {
    try {
      camera.discard();
    } catch (IOException e) {
      // The writer hears of it.
    }
  }

  private static byte[] block(Supplier<byte[]> messages) {
    ByteBuffer block = ByteBuffer.allocate(MESSAGES * 13);
    for (int i = 0; i < MESSAGES; i++) {
      block.put(messages.get());
    }
    return block.array();
  }

  private static Supplier<byte[]> randomSize() {
    Random random = new Random(SEED);
    return () -> WireBytes.sizeChanged(1 + random.nextInt(LARGEST), 1 + random.nextInt(LARGEST));
  }

  private static Supplier<byte[]> twoSizes() {
    boolean[] large = {false};
    return () -> {
      large[0] = !large[0];
      return large[0] ? WireBytes.sizeChanged(LARGEST, LARGEST) : WireBytes.sizeChanged(640, 480);
    };
  }

  private static Supplier<byte[]> pingsAndPongs() {
    long[] nonce = {0};
    return () -> nonce[0]++ % 2 == 0 ? WireBytes.ping(nonce[0]) : WireBytes.pong(nonce[0]);
  }
}
