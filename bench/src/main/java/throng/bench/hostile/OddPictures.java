package throng.bench.hostile;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Valid pictures that no camera takes: thin, of ever other sizes, with memory-hungry coding. */
final class OddPictures implements Attack {
  private static final int LONGEST = 65_500;
  private static final int LARGEST = 16_000_000;
  private static final int SIDE = 4_000;
  private static final int SEED = 7;

  @Override
  public List<Variant> variants() {
    Supplier<byte[]> thin = inTurn(thin());
    Supplier<byte[]> deep = inTurn(deep());
    return List.of(
        new Variant("thin", (node, turn) -> camera(node, turn, thin)),
        new Variant("another size each time", (node, turn) -> camera(node, turn, anySize())),
        new Variant("four components", (node, turn) -> camera(node, turn, deep)),
        new Variant("broken or rare coding", (node, turn) -> camera(node, turn, inTurn(rare()))));
  }

  private static void camera(Target node, Turn turn, Supplier<byte[]> jpegs)
      throws InterruptedException {
    turn.together(
        1,
        () -> {
          try (HostileCamera camera =
              HostileCamera.open(node, turn, HostileCamera.newName(), 640, 480)) {
            camera.keepFull(jpegs);
          }
        });
  }

  private static Supplier<byte[]> inTurn(List<byte[]> jpegs) {
    AtomicInteger next = new AtomicInteger();
    return () -> jpegs.get(next.getAndIncrement() % jpegs.size());
  }

  private static List<byte[]> thin() {
    return List.of(
        grey(1, LONGEST),
        grey(LONGEST, 1),
        grey(1, 1),
        grey(LONGEST, LARGEST / LONGEST),
        grey(LARGEST / LONGEST, LONGEST));
  }

  private static Supplier<byte[]> anySize() {
    Random random = new Random(SEED);
    return () -> grey(8 + random.nextInt(1_500), 8 + random.nextInt(1_500));
  }

  /** The coefficients of all components are kept until the last scan. */
  private static List<byte[]> deep() {
    return List.of(
        fourComponents(JpegBytes.PROGRESSIVE, SIDE, SIDE), fourComponents(0xC1, SIDE, SIDE));
  }

  private static List<byte[]> rare() {
    return List.of(
        new byte[0],
        new byte[1],
        JpegBytes.start().end(),
        JpegBytes.start().frame(JpegBytes.BASELINE, 0, 0).end(),
        // Arithmetic, lossless and hierarchical coding; no table; 12 bits.
        JpegBytes.start().frame(0xC9, 640, 480).tables(0).scan(0, 63, 0).raw(0, 0).end(),
        JpegBytes.start().frame(0xC3, 640, 480).tables(0).scan(1, 0, 0).raw(0, 0).end(),
        JpegBytes.start().frame(0xC5, 640, 480).tables(0).scan(0, 63, 0).raw(0, 0).end(),
        JpegBytes.start().frame(JpegBytes.BASELINE, 640, 480).scan(0, 63, 0).raw(0, 0).end());
  }

  private static byte[] grey(int width, int height) {
    int blocks = ((width + 7) / 8) * ((height + 7) / 8);
    return JpegBytes.start()
        .frame(JpegBytes.BASELINE, width, height)
        .tables(0)
        .scan(0, 63, 0)
        .raw(new byte[(2 * blocks + 7) / 8])
        .end();
  }

  private static byte[] fourComponents(int marker, int width, int height) {
    JpegBytes jpeg =
        JpegBytes.start()
            .raw(0xFF, marker, 0, 20, 8, height >> 8, height, width >> 8, width, 4)
            .raw(1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0)
            .tables(0)
            .raw(0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0)
            .raw(0, marker == JpegBytes.PROGRESSIVE ? 0 : 63, 0);
    return jpeg.raw(new byte[width * height / 64]).end();
  }
}
