package throng.actors.counts;

import throng.streams.settings.Block;

/**
 * How much of what was counted is kept for readers: {@code throng.gpu-node.counts}.
 *
 * @param pictureMemory the most bytes of the cameras' newest pictures and maps
 * @param readerMemory the most bytes that wait for one reader
 */
public record CountSettings(long pictureMemory, long readerMemory) {
  /** Reads {@code throng.gpu-node}. */
  public static CountSettings from(Block gpuNode) {
    Block counts = gpuNode.block("counts");
    return new CountSettings(
        counts.bytes("picture-memory", "0", "1 TiB"),
        counts.bytes("reader-memory", "1 B", "1 TiB"));
  }
}
