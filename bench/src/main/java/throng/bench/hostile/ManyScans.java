package throng.bench.hostile;

import java.util.List;

/** Small progressive JPEGs, valid, that take seconds to decode: each scan visits every block. */
final class ManyScans implements Attack {
  private static final int SIDE = 4_000;
  private static final int BLOCKS = SIDE * SIDE / 64;
  private static final int END_OF_BANDS = 0xE0;
  private static final int LONGEST_RUN = 32_767;
  private static final int FIRST_PASS = 0x00;
  private static final int REFINEMENT = 0x10;
  private static final int COARSE = 0x01;

  @Override
  public List<Variant> variants() {
    return List.of(
        variant("30,000 scans", jpeg(30_000, FIRST_PASS)),
        variant("100 refinement scans", jpeg(100, REFINEMENT)),
        variant("1,000 refinement scans", jpeg(1_000, REFINEMENT)));
  }

  private static Variant variant(String name, byte[] jpeg) {
    return new Variant(name, (node, turn) -> camera(node, turn, jpeg));
  }

  private static void camera(Target node, Turn turn, byte[] jpeg) throws InterruptedException {
    turn.together(
        1,
        () -> {
          try (HostileCamera camera =
              HostileCamera.open(node, turn, HostileCamera.newName(), SIDE, SIDE)) {
            camera.keepFull(() -> jpeg);
          }
        });
  }

  /** One scan of DC, one of each AC coefficient's upper bits, then so many of AC. */
  static byte[] jpeg(int scans, int approximation) {
    JpegBytes jpeg =
        JpegBytes.start()
            .frame(JpegBytes.PROGRESSIVE, SIDE, SIDE)
            .tables(END_OF_BANDS)
            .scan(0, 0, 0)
            .raw(new byte[(BLOCKS + 7) / 8])
            .scan(1, 63, COARSE)
            .raw(runs());
    for (int i = 0; i < scans; i++) {
      jpeg.scan(1, 63, approximation).raw(runs());
    }
    return jpeg.end();
  }

  /** Every block ends at once: the code's bit 0, and 14 bits of how many more do. */
  private static byte[] runs() {
    JpegBits bits = new JpegBits();
    for (int left = BLOCKS; left > 0; left -= LONGEST_RUN) {
      bits.put(1, 0).put(14, LONGEST_RUN - (1 << 14));
    }
    return bits.end();
  }
}
