package throng.actors.cluster;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The nodes in a table, for people. */
final class ClusterText {
  private static final double MEGAPIXELS = 1e6;

  private static final String UNITS =
      "Offered and can count are megapixels a second; load is the one as a part of the other.\n";

  private ClusterText() {}

  static String of(NodeLoad here, ClusterView view, ClusterSettings settings, long nanos) {
    StringBuilder text =
        new StringBuilder(
            line("node", "load", "offered", "can count", "live", "lossless", "state"));
    text.append(line(here, here.isDraining() ? "going down" : isOut(here, "this node")));
    List<ClusterView.Peer> peers =
        view.peers().values().stream()
            .sorted(Comparator.comparing(peer -> peer.load().frames().toString()))
            .toList();
    for (ClusterView.Peer peer : peers) {
      text.append(line(peer.load(), state(peer, settings, nanos)));
    }
    return text.append(UNITS).toString();
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
        known(load, load.load()),
        number(load.demand() / MEGAPIXELS),
        known(load, load.capacity() / MEGAPIXELS),
        Integer.toString(load.live()),
        Integer.toString(load.lossless()),
        state);
  }

  private static String known(NodeLoad load, double number) {
    if (load.isOut()) {
      return "none";
    }
    return Double.isNaN(load.capacity()) ? "?" : number(number);
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  private static String line(String... cells) {
    return String.format(Locale.ROOT, "%-24s %6s %9s %9s %6s %9s  %s%n", (Object[]) cells);
  }
}
