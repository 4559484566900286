package throng.streams.pki;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import throng.streams.file.WholeFile;
import throng.streams.settings.HostAndPort;

/**
 * The edge nodes of a site that still send what others can read, with when and from where each came
 * last: those that came last, a bounded number. Kept in a file, for the command that lists who is
 * paired. Any thread may note one; one at a time writes.
 */
public final class UnencryptedEdges {
  private static final int MOST = 1_000;

  private final WholeFile file;
  private final InstantSource clock;
  private final Map<String, Seen> byName = new LinkedHashMap<>();
  private boolean isNews;

  /**
   * One of them.
   *
   * @param from where it came from
   */
  public record Seen(String node, HostAndPort from, Instant at) {
    private String line() {
      return "edge/%s  unencrypted, from %s at %s"
          .formatted(node, from.host(), Sentences.shown(at));
    }
  }

  public UnencryptedEdges(PkiFiles folder, InstantSource clock) {
    this.file = new WholeFile(folder.unencrypted());
    this.clock = clock;
  }

  /** It was let in. */
  public synchronized void letIn(String node, InetSocketAddress from) {
    byName.remove(node);
    byName.put(node, new Seen(node, HostAndPort.of(from), clock.instant()));
    if (byName.size() > MOST) {
      byName.remove(byName.keySet().iterator().next());
    }
    isNews = true;
  }

  /** All since the node's start, by name. */
  public synchronized List<Seen> all() {
    return new ArrayList<>(new TreeMap<>(byName).values());
  }

  /** Writes what is new; blocks on the disk. */
  public void keep() throws IOException {
    List<String> lines = news();
    if (!lines.isEmpty()) {
      file.write(String.join("\n", lines) + "\n");
    }
  }

  private synchronized List<String> news() {
    boolean wasNews = isNews;
    isNews = false;
    return wasNews ? all().stream().map(Seen::line).toList() : List.of();
  }

  /** A line for each, as a node that runs has kept them; blocks on the disk. */
  static List<String> lines(PkiFiles folder) throws IOException {
    return new WholeFile(folder.unencrypted()).read().orElse("").lines().toList();
  }
}
