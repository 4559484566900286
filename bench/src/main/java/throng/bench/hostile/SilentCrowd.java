package throng.bench.hostile;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;

/** More peers than a node has places, which say nothing, or the first bytes of a hello. */
final class SilentCrowd implements Attack {
  private static final int PEERS = 256 + 2_000;
  private static final double RENEWED_PER_SECOND = 1_000;
  private static final double DRIBBLE = 2;
  private static final int ADDRESSES = 100;

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant("the node's port", (node, turn) -> crowd(node, turn, false, 1)),
        new Variant("both ports", (node, turn) -> crowd(node, turn, true, 1)),
        new Variant(
            "both ports, a hundred addresses", (node, turn) -> crowd(node, turn, true, ADDRESSES)));
  }

  private static void crowd(Target node, Turn turn, boolean bothPorts, int addresses)
      throws InterruptedException {
    new Crowd(
            PEERS,
            RENEWED_PER_SECOND,
            i -> {
              InetSocketAddress port = bothPorts && i % 4 >= 2 ? node.stopAndWait() : node.shared();
              Script silent = Script.to(port).from(1 + i % addresses);
              return i % 2 == 0 ? silent : silent.saying(beginning(i, port, node)).at(DRIBBLE);
            })
        .play(turn);
  }

  private static byte[] beginning(int i, InetSocketAddress port, Target node) {
    return port.equals(node.shared())
        ? Arrays.copyOf(WireBytes.hello("silent", i, 640, 480), 30)
        : Arrays.copyOf(WireBytes.decimal(50_000), 15);
  }
}
