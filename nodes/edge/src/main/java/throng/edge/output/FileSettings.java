package throng.edge.output;

import java.time.Duration;
import java.util.Optional;
import throng.streams.settings.Block;

/**
 * How files are begun and kept: the block {@code throng.edge-node.files}, for the whole process.
 *
 * @param recordEvery a recording begins a new file at each whole one of these times, in UTC
 * @param csvEvery the same for rows
 * @param countsEvery a row is what comes of each of these times; empty: a frame
 * @param keep dated files that began longer ago are deleted
 * @param keepFree the oldest dated files are deleted while fewer bytes are free
 * @param retryAfter how long nothing is tried after a file could not be written
 * @param overwrite what exists is begun anew
 */
public record FileSettings(
    Optional<Duration> recordEvery,
    Optional<Duration> csvEvery,
    Optional<Duration> countsEvery,
    Optional<Duration> keep,
    Optional<Long> keepFree,
    Duration retryAfter,
    boolean overwrite) {

  /** Reads {@code throng.edge-node}. */
  public static FileSettings from(Block edgeNode) {
    Block files = edgeNode.block("files");
    return new FileSettings(
        files.unless("never", "record-every", key -> files.time(key, "1s", "365d")),
        files.unless("never", "csv-every", key -> files.time(key, "1s", "365d")),
        files.unless("never", "counts-every", key -> files.time(key, "1s", "365d")),
        files.unless("for ever", "keep", key -> files.time(key, "1s", "36500d")),
        files.unless("none", "keep-free", key -> files.bytes(key, "1 B", "1024 TiB")),
        files.time("retry-after", "10ms", "1h"),
        files.flag("overwrite"));
  }

  /** Whether anything is ever deleted. */
  boolean deletes() {
    return keep.isPresent() || keepFree.isPresent();
  }
}
