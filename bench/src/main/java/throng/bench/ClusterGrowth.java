package throng.bench;

import java.util.ArrayList;
import java.util.List;

/** How what was measured grows from one number of nodes to the next. */
final class ClusterGrowth {
  private final List<Row> rows = new ArrayList<>();

  /**
   * What was measured.
   *
   * @param rate pictures a second that were counted
   * @param spread between the most and the least loaded node
   * @param moves how many cameras were sent elsewhere
   * @param use of a node
   */
  record Row(int nodes, int cameras, double rate, double spread, int moves, NodeUse use) {}

  void add(Row row) {
    rows.add(row);
  }

  /** A line for each step. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      Row from = rows.get(i - 1);
      Row to = rows.get(i);
      lines.add(
          "From %d to %d nodes, %d to %d cameras: pictures a second x %.2f; memory of a node x %.2f, its threads x %.2f; moves a camera %.2f to %.2f; spread of loads %.2f to %.2f."
              .formatted(
                  from.nodes,
                  to.nodes,
                  from.cameras,
                  to.cameras,
                  to.rate / from.rate,
                  to.use.megabytes() / from.use.megabytes(),
                  to.use.threads() / from.use.threads(),
                  (double) from.moves / from.cameras,
                  (double) to.moves / to.cameras,
                  from.spread,
                  to.spread));
    }
    return lines;
  }
}
