package throng.actors.counts;

import throng.streams.settings.Block;

/**
 * How much of what was counted is kept for readers: {@code throng.gpu-node.counts}.
 *
 * @param pictureMemory the most bytes of the cameras' newest pictures and maps
 * @param readerMemory the most bytes that wait for one reader
 */
public record CountSettings(long pictureMemory, long readerMemory) {
  private static final double PICTURES_OF_HEAP = 0.05;
  private static final double READER_OF_HEAP = 0.025;

  /** Reads {@code throng.gpu-node} for the heap of this process. */
  public static CountSettings from(Block gpuNode) {
    return from(gpuNode, Runtime.getRuntime().maxMemory());
  }

  static CountSettings from(Block gpuNode, long heap) {
    Block counts = gpuNode.block("counts");
    return new CountSettings(
        counts
            .unless("auto", "picture-memory", key -> counts.bytes(key, "0", "1 TiB"))
            .orElse((long) (heap * PICTURES_OF_HEAP)),
        counts
            .unless("auto", "reader-memory", key -> counts.bytes(key, "1 B", "1 TiB"))
            .orElse((long) (heap * READER_OF_HEAP)));
  }
}
