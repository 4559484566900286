package throng.bench.hostile;

import java.net.InetSocketAddress;
import java.util.List;

/** 250 peers that announce 3 MB each, and send it slowly, all but its end, or not at all. */
final class UnfinishedMessages implements Attack {
  private static final int PEERS = 250;
  private static final int ANNOUNCED = 3_000_000;
  private static final int SENT = ANNOUNCED - 1_000;
  private static final int RENEWED_PER_SECOND = 100;
  // Above the slowest link that a node serves.
  private static final double SLOWLY = 80_000;

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant("frames", UnfinishedMessages::frames),
        new Variant("hellos", UnfinishedMessages::hellos),
        new Variant("the old protocol's pictures", UnfinishedMessages::oldPictures));
  }

  private static void frames(Target node, Turn turn) throws InterruptedException {
    crowd(
        turn,
        i ->
            Script.to(node.shared())
                .saying(WireBytes.hello(HostileCamera.newName(), i, 640, 480))
                .afterAnAnswer(WireBytes.frameHeader(0, 0, ANNOUNCED)));
  }

  private static void hellos(Target node, Turn turn) throws InterruptedException {
    crowd(turn, i -> Script.to(node.shared()).saying(WireBytes.start(ANNOUNCED, 1)));
  }

  private static void oldPictures(Target node, Turn turn) throws InterruptedException {
    crowd(
        turn,
        i -> {
          InetSocketAddress port = i % 2 == 0 ? node.shared() : node.stopAndWait();
          return Script.to(port).saying(WireBytes.decimal(ANNOUNCED));
        });
  }

  /** Of eight, six send all but the last bytes at once, one slowly, one nothing. */
  private static void crowd(Turn turn, Crowd.Scripts scripts) throws InterruptedException {
    new Crowd(PEERS, RENEWED_PER_SECOND, i -> padded(scripts.script(i), i)).play(turn);
  }

  private static Script padded(Script script, int i) {
    return switch (i % 8) {
      case 6 -> script.padded(SENT).at(SLOWLY);
      case 7 -> script;
      default -> script.padded(SENT);
    };
  }
}
