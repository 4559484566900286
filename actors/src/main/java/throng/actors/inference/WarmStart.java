package throng.actors.inference;

/** Opens a worker's network and runs the usual sizes through it once. */
final class WarmStart {
  private WarmStart() {}

  static DensityModel open(ServedModel model, int index, InferenceSettings settings) {
    DensityModel opened = model.open(index);
    try {
      for (InferenceSettings.PictureSize picture : settings.warmAtStart()) {
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
