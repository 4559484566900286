package throng.gpu.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import throng.actors.inference.BatchSizes;
import throng.actors.inference.DensityModel;
import throng.actors.inference.PictureDecoder;
import throng.actors.inference.ServedModel;
import throng.streams.settings.SettingsException;

/** A network in ONNX format, served by ONNX Runtime through DJL: one session a worker. */
final class OnnxModel implements ServedModel {
  private final ModelFolder folder;
  private final int output;
  private final List<Device> workers;
  private final ModelSettings settings;
  private final PicturePool pool;
  private final Tiles tiles;
  private final TilingDecoder decoder;

  private OnnxModel(
      ModelFolder folder,
      int output,
      List<Device> workers,
      ModelSettings settings,
      PicturePool pool) {
    this.folder = folder;
    this.output = output;
    this.workers = workers;
    this.settings = settings;
    this.pool = pool;
    this.tiles = new Tiles(folder.conf().input());
    this.decoder = new TilingDecoder(folder.conf().input(), tiles, pool);
  }

  /** The same with memory of its own. */
  static OnnxModel load(ModelFolder folder, List<Device> devices, ModelSettings settings) {
    return load(folder, devices, settings, new PicturePool(settings.idlePictureMemory()));
  }

  /**
   * Checks the network against its {@code model.conf}.
   *
   * @param pool gives memory for pictures
   * @throws SettingsException with all that does not fit
   */
  static OnnxModel load(
      ModelFolder folder, List<Device> devices, ModelSettings settings, PicturePool pool) {
    OnnxExternalData.fault(folder.network())
        .ifPresent(
            fault -> {
              throw new SettingsException(folder.where() + ": " + fault);
            });
    OnnxFile file = OnnxFile.read(folder.network(), folder.where());
    List<String> faults = Fit.faults(folder.conf(), file);
    if (!faults.isEmpty()) {
      throw new SettingsException(folder.where() + ": " + String.join(" ", faults));
    }
    List<Device> workers = new ArrayList<>();
    devices.forEach(device -> workers.addAll(Collections.nCopies(settings.workers(), device)));
    int output = file.outputNamed(folder.conf().output());
    return new OnnxModel(folder, output, List.copyOf(workers), settings, pool);
  }

  @Override
  public String name() {
    return folder.conf().name();
  }

  @Override
  public String version() {
    return folder.conf().version();
  }

  @Override
  public String countsAs() {
    return folder.conf().countsAs().orElseGet(ServedModel.super::countsAs);
  }

  @Override
  public int maxBatch() {
    int most = folder.conf().maxBatch();
    return takesAnyBatch() ? most : Math.min(most, settings.cpuMaxBatch());
  }

  @Override
  public int maxBatch(String device) {
    int most = settings.maxBatch(device, maxBatch());
    // What it fills up must not come to more.
    return takesAnyBatch() ? BatchSizes.atMost(most) : most;
  }

  /** Whoever names a GPU wants that one; who takes all that are found can do without one. */
  @Override
  public boolean mayLackDevices() {
    return settings.device().text().equals(Device.AUTO);
  }

  @Override
  public boolean takesAnyBatch() {
    return workers.stream().allMatch(Device::isGpu);
  }

  @Override
  public List<String> devices() {
    return workers.stream().map(Device::toString).toList();
  }

  @Override
  public PictureDecoder decoder() {
    return decoder;
  }

  @Override
  public DensityModel open(int worker) {
    Device device = workers.get(worker);
    OnnxSession session = OnnxSession.open(folder, output, device, threads(), settings);
    OnnxDensityModel opened = new OnnxDensityModel(folder.conf(), session, device.isGpu(), pool);
    try {
      tiles.opened(worker, () -> limits(opened));
      return opened;
    } catch (RuntimeException | Error failure) {
      opened.close();
      throw failure;
    }
  }

  /** A session beside the workers', for a trial: it measures no tiles. */
  OnnxDensityModel openAlone() {
    Device device = workers.get(0);
    OnnxSession session = OnnxSession.open(folder, output, device, threads(), settings);
    return new OnnxDensityModel(folder.conf(), session, device.isGpu(), pool);
  }

  /**
   * The pictures that came with it.
   *
   * @throws SettingsException if the network takes no picture as it is decoded
   */
  Golden golden() {
    InputConf input = folder.conf().input();
    boolean isPlain =
        input.layout() == Layout.NHWC
            && input.type() == PixelType.UINT8
            && input.colour() == Colour.RGB;
    if (!isPlain && !folder.golden().pictures().isEmpty()) {
      throw new SettingsException(
          folder.where()
              + ": golden pictures are for networks that take bytes of RGB (nhwc, uint8); take the"
              + " folder golden away.");
    }
    return folder.golden();
  }

  private TileLimits limits(OnnxDensityModel opened) {
    Duration most = settings.longestRun();
    return new TileMeasurement(folder.conf().input(), most)
        .measure(size -> opened.time(size, most));
  }

  @Override
  public Optional<String> tiling() {
    return tiles.limits().map(OnnxModel::inWords);
  }

  private static String inWords(TileLimits limits) {
    return String.format(
        Locale.ROOT,
        "Pictures of more than %1$.2f megapixels are counted in tiles of %2$d x %2$d pixels, other"
            + " pictures between them.",
        Math.ceil(limits.whole() / 1e4) / 100,
        limits.side());
  }

  /** A worker's share of the cores: on a CPU one worker with all of them beats several. */
  private int threads() {
    int share = Runtime.getRuntime().availableProcessors() / settings.workers();
    return settings.threads() > 0 ? settings.threads() : Math.max(1, share);
  }

  @Override
  public void close() {
    decoder.close();
  }
}
