package throng.tests;

import java.util.List;
import throng.actors.inference.PictureDecoder;
import throng.actors.inference.ServedModel;

/** Another network, but for what is overridden. */
interface PassingNetwork extends ServedModel {
  ServedModel network();

  @Override
  default String name() {
    return network().name();
  }

  @Override
  default String version() {
    return network().version();
  }

  @Override
  default int maxBatch() {
    return network().maxBatch();
  }

  @Override
  default boolean takesAnyBatch() {
    return network().takesAnyBatch();
  }

  @Override
  default List<String> devices() {
    return network().devices();
  }

  @Override
  default PictureDecoder decoder() {
    return network().decoder();
  }

  @Override
  default void close() {
    network().close();
  }
}
