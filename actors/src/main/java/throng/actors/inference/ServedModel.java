package throng.actors.inference;

import java.util.List;
import java.util.Optional;

/** The network that a node serves: loaded once, opened once a worker. */
public interface ServedModel extends AutoCloseable {
  /** Its name, as cameras are told. */
  String name();

  /** Its version, as cameras are told. */
  String version();

  /**
   * The name and version of the network that it counts like; its own, where it is like no other.
   */
  default String countsAs() {
    return name() + " " + version();
  }

  /** The largest batch that it takes. */
  int maxBatch();

  /**
   * Whether {@link DensityModel#infer} takes any number of pictures up to {@link #maxBatch}, as it
   * fills a batch up to the next fixed size by itself (a GPU). If not (a CPU), it is given 1, 2, 4,
   * 8 or 16 pictures, and no other number.
   */
  boolean takesAnyBatch();

  /** Which pictures are cut into tiles, in words, once every worker is open; empty: none are. */
  default Optional<String> tiling() {
    return Optional.empty();
  }

  /**
   * The largest batch that one of its devices takes, at most {@link #maxBatch()}.
   *
   * @param device one of {@link #devices()}
   */
  default int maxBatch(String device) {
    return maxBatch();
  }

  /** Whether it is served by those of its devices that can be opened, so long as one can be. */
  default boolean mayLackDevices() {
    return false;
  }

  /** Where its workers run, one entry a worker: {@code cpu}, {@code gpu:0}. */
  List<String> devices();

  /** Its decoder, shared by all workers. */
  PictureDecoder decoder();

  /**
   * Opens one worker's copy.
   *
   * @param worker which of {@link #devices()}, from 0
   */
  DensityModel open(int worker);

  @Override
  void close();
}
