package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.Density;
import throng.actors.inference.DensityModel;
import throng.actors.inference.TensorSize;
import throng.actors.inference.UndecodableException;
import throng.streams.settings.SettingsException;

/** Density maps of the small known networks, against their weights applied by hand. */
class OnnxModelTest {

  @Test
  void answersWhatTheNetworksWeightsSay() throws UndecodableException {
    try (OnnxModel model = Networks.load(Networks.PLANES);
        DensityModel worker = model.open(0);
        NativePicture picture = decode(model, Jpegs.jpeg(160, 120))) {

      Density density = worker.infer(List.of(picture)).get(0);

      assertThat(density.rows()).isEqualTo(15);
      assertThat(density.columns()).isEqualTo(20);
      FloatBuffer pixels = picture.pixels().asFloatBuffer();
      for (int cell = 0; cell < 300; cell++) {
        double expected = planesCell(pixels, 160, 120, cell / 20, cell % 20);
        assertThat((double) density.values()[cell]).isCloseTo(expected, within(1e-4));
      }
    }
  }

  @Test
  void mayDoWithoutADeviceOnlyWhereNoneWasNamed() {
    ModelFolder folder = ModelFolder.embedded(Builtin.EXACT);
    List<Device> gpus = List.of(new Device(0), new Device(1));

    for (String device : List.of("auto", "gpu", "gpu:0,1", "cpu")) {
      try (OnnxModel model = OnnxModel.load(folder, gpus, Networks.settings("builtin", device))) {
        assertThat(model.mayLackDevices()).as(device).isEqualTo(device.equals("auto"));
      }
    }
  }

  @Test
  void answersEachPictureOfABatchAsIfItWereAlone() throws UndecodableException {
    try (OnnxModel model = Networks.load(Networks.NEIGHBOURS);
        DensityModel worker = model.open(0)) {
      List<NativePicture> batch = new ArrayList<>();
      for (ByteString jpeg : List.of(Jpegs.jpeg(64, 48), Jpegs.jpeg(60, 52), Jpegs.jpeg(67, 50))) {
        batch.add(decode(model, jpeg));
      }

      List<Density> together = worker.infer(batch);

      for (int i = 0; i < batch.size(); i++) {
        Density alone = worker.infer(List.of(batch.get(i))).get(0);
        assertThat(together.get(i).values()).containsExactly(alone.values(), within(1e-6f));
      }
      batch.forEach(DecodedPicture::close);
    }
  }

  @Test
  void fillsUpToTheNextFixedBatchWhereTheDeviceWantsIt() throws UndecodableException {
    try (OnnxModel model = Networks.load(Networks.NEIGHBOURS);
        DensityModel plain = model.open(0);
        PicturePool pool = new PicturePool(1 << 20);
        DensityModel padding = padding(pool)) {
      List<NativePicture> batch = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        batch.add(decode(model, Jpegs.jpeg(64, 48)));
      }

      List<Density> padded = padding.infer(batch);

      assertThat(padded).hasSize(3);
      Density alone = plain.infer(List.of(batch.get(0))).get(0);
      assertThat(padded.get(2).values()).containsExactly(alone.values(), within(1e-6f));
      batch.forEach(DecodedPicture::close);
    }
  }

  @Test
  void aTiledPictureHasTheSumOfTheUntiledOne() throws UndecodableException {
    ByteString jpeg = Jpegs.jpeg(700, 500);
    try (OnnxModel whole = Networks.load(Networks.NEIGHBOURS);
        OnnxModel tiled = Networks.load(Networks.NEIGHBOURS, "largest-side", "largest-side = 200");
        DensityModel wholeWorker = whole.open(0);
        DensityModel tiledWorker = tiled.open(0);
        NativePicture picture = decode(whole, jpeg);
        DecodedPicture cut = tiled.decoder().decode(jpeg)) {

      Density untiled = wholeWorker.infer(List.of(picture)).get(0);
      Density stitched = tiledWorker.inferWhole(cut);

      assertThat(cut.runs()).isGreaterThan(1);

      assertThat(stitched.rows()).isEqualTo(untiled.rows()).isEqualTo(62);
      assertThat(stitched.columns()).isEqualTo(untiled.columns()).isEqualTo(88);
      assertThat(stitched.values()).containsExactly(untiled.values(), within(1e-5f));
      assertThat(sum(stitched)).isCloseTo(sum(untiled), within(1e-3));
      assertThat(sum(untiled)).isCloseTo(meanOfPixels(picture), within(0.02 * sum(untiled)));
    }
  }

  @Test
  void tilesPlanesToo() throws UndecodableException {
    ByteString jpeg = Jpegs.jpeg(320, 200);
    try (OnnxModel whole = Networks.load(Networks.PLANES);
        OnnxModel tiled =
            Networks.load(Networks.PLANES, "largest-side", "largest-side = 64\n  overlap = 16");
        DensityModel wholeWorker = whole.open(0);
        DensityModel tiledWorker = tiled.open(0);
        NativePicture picture = decode(whole, jpeg);
        DecodedPicture cut = tiled.decoder().decode(jpeg)) {

      Density untiled = wholeWorker.infer(List.of(picture)).get(0);
      Density stitched = tiledWorker.inferWhole(cut);

      assertThat(cut.runs()).isGreaterThan(1);

      assertThat(stitched.values()).containsExactly(untiled.values(), within(1e-5f));
    }
  }

  @Test
  void warmsEverySizeAndBatchWithoutAPicture() {
    try (OnnxModel model = Networks.load(Networks.NEIGHBOURS);
        DensityModel worker = model.open(0)) {
      worker.warm(new TensorSize(48, 64), 1);
      worker.warm(new TensorSize(48, 64), 8);
      worker.warm(new TensorSize(2048, 64), 1);
    }
    assertThat(Networks.load(Networks.NEIGHBOURS).maxBatch()).isEqualTo(8);
  }

  @Test
  void givesTheCpuNoLargerBatchesThanTheSettingsAllow() {
    int allowed = Networks.settings("builtin").cpuMaxBatch();

    try (OnnxModel model = Networks.load(Networks.NEIGHBOURS, "max-batch", "max-batch = 32")) {
      assertThat(model.maxBatch()).isEqualTo(allowed);
    }
  }

  @Test
  void saysAllThatDoesNotFitTheNetwork() {
    assertThatThrownBy(() -> Networks.load(Networks.PLANES, "layout", "layout = NHWC"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("input.layout NHWC and input.colour BGR make 3 channels")
        .hasMessageContaining("pixels: float any x 3 x any x any");
    assertThatThrownBy(() -> Networks.load(Networks.PLANES, "type", "type = uint8"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("input.type must be float32 unless mean is 0");
    assertThatThrownBy(() -> Networks.load(Networks.NEIGHBOURS, "name", "name = other"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("input.name is other, but the network's is image.")
        .hasMessageContaining("output.name is other, but the network's outputs are [density].");
  }

  @Test
  void refusesAFileThatIsNoNetwork() {
    Models.prepare();
    assertThatThrownBy(() -> OnnxFile.read(new byte[] {1, 2, 3}, "folder"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("folder: ONNX Runtime refuses model.onnx");
  }

  @Test
  void tellsTheOpset() {
    Models.prepare();
    ModelFolder folder = ModelFolder.read(Networks.folder(Networks.PLANES));
    assertThat(OnnxFile.read(folder.network(), "planes").opset()).isEqualTo(17);
  }

  private static DensityModel padding(PicturePool pool) {
    ModelFolder folder = ModelFolder.read(Networks.folder(Networks.NEIGHBOURS));
    OnnxSession session = OnnxSession.open(folder, 0, Device.CPU, 1, Networks.settings("builtin"));
    return new OnnxDensityModel(folder.conf(), session, true, pool);
  }

  private static NativePicture decode(OnnxModel model, ByteString jpeg)
      throws UndecodableException {
    return (NativePicture) model.decoder().decode(jpeg);
  }

  /** The cell as {@code make_networks.py} defines it, in double. */
  private static double planesCell(FloatBuffer pixels, int width, int height, int row, int column) {
    double sum = 0.5;
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < 8; y++) {
        for (int x = 0; x < 8; x++) {
          double weight = (1 + channel) * (1 + y + 2 * x) / 1024.0;
          int at = channel * width * height + (row * 8 + y) * width + column * 8 + x;
          sum += weight * pixels.get(at);
        }
      }
    }
    return sum / 100;
  }

  /** A box blur keeps the sum but for the rim: what the network's whole answer is about. */
  private static double meanOfPixels(NativePicture picture) {
    ByteBuffer pixels = picture.pixels();
    double sum = 0;
    for (int i = 0; i < pixels.limit(); i++) {
      sum += pixels.get(i) & 0xFF;
    }
    return sum / 3 / 255 / 6400;
  }

  private static double sum(Density density) {
    double sum = 0;
    for (float value : density.values()) {
      sum += value;
    }
    return sum;
  }
}
