package throng.bench.hostile;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Tiny JPEGs that say one size to a careless reader of headers, and a huge one to libjpeg. */
final class HiddenSizes implements Attack {
  private static final int SMALL = 16;
  private static final int HUGE = 32_700;

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant("FF 00 before the frame header", (node, turn) -> camera(node, turn, zeros())),
        new Variant("stray and fill bytes", (node, turn) -> camera(node, turn, strays())),
        new Variant("through the old protocol", HiddenSizes::old));
  }

  private static void camera(Target node, Turn turn, List<byte[]> jpegs)
      throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    turn.together(
        1,
        () -> {
          try (HostileCamera camera =
              HostileCamera.open(node, turn, HostileCamera.newName(), SMALL, SMALL)) {
            camera.keepFull(() -> jpegs.get(next.getAndIncrement() % jpegs.size()));
          }
        });
  }

  private static void old(Target node, Turn turn) throws InterruptedException {
    byte[] jpeg = zeros().get(0);
    turn.together(
        1,
        () -> {
          try (Socket socket = turn.opened(new Socket())) {
            socket.connect(node.shared(), 2_000);
            socket.setSoTimeout(120_000);
            OutputStream out = socket.getOutputStream();
            out.write(WireBytes.decimal(jpeg.length));
            out.write(jpeg);
            turn.toll().add("pictures");
            InputStream in = socket.getInputStream();
            turn.toll().add(in.read() < 0 ? "closed" : "answered");
          }
        });
  }

  /** libjpeg skips FF 00 alone; a segment's length behind it is a decoy. */
  private static List<byte[]> zeros() {
    return List.of(
        decoy(JpegBytes.start().raw(0xFF, 0x00), JpegBytes.BASELINE),
        decoy(JpegBytes.start().raw(0xFF, 0xFF, 0xFF, 0x00), JpegBytes.BASELINE),
        decoy(JpegBytes.start().raw(0xFF, 0x00), JpegBytes.PROGRESSIVE));
  }

  /**
   * A segment of 6 bytes to whom takes FF 00 for a marker, then a small frame header; a comment
   * that holds this frame header to libjpeg, then the real one.
   */
  private static byte[] decoy(JpegBytes jpeg, int marker) {
    return picture(
        jpeg.raw(0, 6, 0xFF, 0xFE, 0, 15).frame(JpegBytes.BASELINE, SMALL, SMALL), marker);
  }

  private static List<byte[]> strays() {
    return List.of(
        picture(JpegBytes.start().raw(0x11, 0x22, 0x33), JpegBytes.BASELINE),
        picture(JpegBytes.start().raw(0xFF, 0xFF, 0xFF), JpegBytes.BASELINE),
        picture(JpegBytes.start().frame(JpegBytes.BASELINE, SMALL, SMALL), JpegBytes.BASELINE),
        picture(
            JpegBytes.start().frame(JpegBytes.BASELINE, SMALL, SMALL).raw(0x11, 0x22),
            JpegBytes.PROGRESSIVE),
        picture(JpegBytes.start().raw(0xFF, 0x01, 0xFF, 0xD0), JpegBytes.BASELINE),
        // A segment of no length, and a height that comes only after the first scan.
        picture(JpegBytes.start().raw(0xFF, 0xE1, 0, 0), JpegBytes.BASELINE),
        JpegBytes.start()
            .frame(JpegBytes.BASELINE, SMALL, 0)
            .tables(0)
            .scan(0, 63, 0)
            .raw(0, 0, 0xFF, 0xDC, 0, 4, 0x7F, 0xBC)
            .end());
  }

  private static byte[] picture(JpegBytes jpeg, int marker) {
    int last = marker == JpegBytes.PROGRESSIVE ? 0 : 63;
    return jpeg.frame(marker, HUGE, HUGE).tables(0).scan(0, last, 0).raw(0, 0).end();
  }
}
