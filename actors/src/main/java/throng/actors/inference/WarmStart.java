package throng.actors.inference;

import throng.streams.frame.PixelSize;

/** Opens a worker's network and runs the usual sizes through it once. */
final class WarmStart {
  private WarmStart() {}

  static DensityModel open(ServedModel model, int index, InferenceSettings settings) {
    DensityModel opened = model.open(index);
    try {
      for (PixelSize picture : settings.warmAtStart()) {
        TensorSize size = model.decoder().runs(picture.width(), picture.height()).size();
        for (int batch : BatchSizes.toWarm(model, model.maxBatch())) {
          opened.warm(size, batch);
        }
      }
      return opened;
    } catch (RuntimeException | Error failure) {
      opened.close();
      throw failure;
    }
  }
}
