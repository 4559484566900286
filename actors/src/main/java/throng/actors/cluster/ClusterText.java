package throng.actors.cluster;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The nodes in a table, for people. */
final class ClusterText {
  private static final double MEGAPIXELS = 1e6;

  private ClusterText() {}

  static String of(NodeLoad here, ClusterView view, ClusterSettings settings, long nanos) {
    StringBuilder text =
        new StringBuilder(line("node", "load", "offered", "capacity", "live", "lossless", "state"));
    text.append(line(here, here.isDraining() ? "going down" : isOut(here, "this node")));
    List<ClusterView.Peer> peers =
        view.peers().values().stream()
            .sorted(Comparator.comparing(peer -> peer.load().frames().toString()))
            .toList();
    for (ClusterView.Peer peer : peers) {
      text.append(line(peer.load(), state(peer, settings, nanos)));
    }
    return text.toString();
  }

  private static String state(ClusterView.Peer peer, ClusterSettings settings, long nanos) {
    if (peer.isSilent(nanos, settings.silentAfter())) {
      long seconds = Duration.ofNanos(nanos - peer.heardNanos()).toSeconds();
      return "silent for " + seconds + " s";
    }
    return peer.load().isDraining() ? "going down" : isOut(peer.load(), "up");
  }

  private static String isOut(NodeLoad load, String otherwise) {
    return load.isOut() ? "no device works" : otherwise;
  }

  private static String line(NodeLoad load, String state) {
    return line(
        load.frames().toString(),
        load.capacity() > 0 ? number(load.load()) : "?",
        number(load.demand() / MEGAPIXELS),
        load.capacity() > 0 ? number(load.capacity() / MEGAPIXELS) : "?",
        Integer.toString(load.live()),
        Integer.toString(load.lossless()),
        state);
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  private static String line(String... cells) {
    return String.format(Locale.ROOT, "%-24s %6s %9s %9s %6s %9s  %s%n", (Object[]) cells);
  }
}
