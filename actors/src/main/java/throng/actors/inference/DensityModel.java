package throng.actors.inference;

import java.util.List;
import java.util.Optional;

/**
 * One worker's own copy of the network, on one device. Used by that worker's thread alone, which
 * may block in it.
 */
public interface DensityModel extends AutoCloseable {
  /**
   * Runs one batch: of each picture what {@linkplain DecodedPicture#add is next}.
   *
   * @param batch pictures of one tensor size, at most {@link ServedModel#maxBatch}; not closed here
   * @return one density a picture, in the batch's order
   * @throws RuntimeException if the network fails on this batch
   */
  List<Density> infer(List<? extends DecodedPicture> batch);

  /** Runs a picture alone, to its end. */
  default Density inferWhole(DecodedPicture picture) {
    Optional<Density> whole;
    do {
      whole = picture.add(infer(List.of(picture)).get(0));
    } while (whole.isEmpty());
    return whole.get();
  }

  /** Runs empty pictures of this size through, so that the first real one is not slow. */
  void warm(TensorSize size, int batch);

  @Override
  void close();
}
