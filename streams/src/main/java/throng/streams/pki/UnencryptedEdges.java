package throng.streams.pki;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import throng.streams.file.WholeFile;
import throng.streams.settings.HostAndPort;

/**
 * The edge nodes of a site that still send what others can read, with when and from where each came
 * last: those that came last, a bounded number. Kept in a file, for the command that lists who is
 * paired. Any thread may note one; one at a time writes.
 */
public final class UnencryptedEdges {
  private static final int MOST = 1_000;

  /** Whoever connects again and again changes it each time. */
  private static final Duration APART = Duration.ofSeconds(10);

  private final Path place;
  private final WholeFile file;
  private final InstantSource clock;
  private final Map<String, Seen> byName = new LinkedHashMap<>();
  // Those of the one thread that writes. At its start a node knows of none, whatever the one before
  // it has kept.
  private @Nullable List<String> kept;
  private Instant keptAt = Instant.EPOCH;

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
    this.place = folder.unencrypted();
    this.file = new WholeFile(place);
    this.clock = clock;
  }

  /** It was let in. */
  public synchronized void letIn(String node, InetSocketAddress from) {
    byName.remove(node);
    byName.put(node, new Seen(node, HostAndPort.of(from), clock.instant()));
    if (byName.size() > MOST) {
      byName.remove(byName.keySet().iterator().next());
    }
  }

  /** All since the node's start, by name. */
  public synchronized List<Seen> all() {
    return new ArrayList<>(new TreeMap<>(byName).values());
  }

  /**
   * Writes what is new, at most every ten seconds: later ones are for a later call. Blocks on the
   * disk. What could not be written is tried again.
   */
  public void keep() throws IOException {
    Instant now = clock.instant();
    List<String> lines = all().stream().map(Seen::line).toList();
    boolean isEarly = !now.isBefore(keptAt) && now.isBefore(keptAt.plus(APART));
    if (lines.equals(kept) || (isEarly && kept != null)) {
      return;
    }
    write(lines);
    kept = lines;
    keptAt = now;
  }

  private void write(List<String> lines) throws IOException {
    if (lines.isEmpty()) {
      Files.deleteIfExists(place);
    } else {
      file.write(String.join("\n", lines) + "\n");
    }
  }

  /**
   * A line for each, as a node that runs has kept them, but for those that have been paired or
   * unpaired since; blocks on the disk.
   *
   * @param known these
   */
  static List<String> lines(PkiFiles folder, Set<String> known) throws IOException {
    return new WholeFile(folder.unencrypted())
        .read()
        .orElse("")
        .lines()
        .filter(line -> !known.contains(line.substring(0, line.indexOf(' '))))
        .toList();
  }
}
