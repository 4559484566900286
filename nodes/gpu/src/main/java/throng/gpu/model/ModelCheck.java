package throng.gpu.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.Density;
import throng.actors.inference.DensityModel;
import throng.actors.inference.TensorSize;
import throng.actors.inference.UndecodableException;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;

/** Says in words whether a folder's model can be served, by serving it a picture. */
public final class ModelCheck {
  private static final List<TensorSize> PROBES =
      List.of(new TensorSize(480, 640), new TensorSize(360, 480));

  private final Consumer<String> say;
  private final ModelSettings settings;

  private ModelCheck(ModelSettings settings, Consumer<String> say) {
    this.settings = settings;
    this.say = say;
  }

  /**
   * Checks a model.
   *
   * @param model its folder, or {@code builtin}
   * @param say takes each finding, a line
   * @return whether the model can be served
   */
  public static boolean run(String model, ModelSettings settings, Consumer<String> say) {
    ModelCheck check = new ModelCheck(settings, say);
    try {
      check.check(Models.folder(model));
      say.accept(Redaction.of(model) + " can be served.");
      return true;
    } catch (SettingsException | IllegalStateException | UndecodableException e) {
      say.accept("Wrong: " + e.getMessage());
      say.accept(Redaction.of(model) + " cannot be served.");
      return false;
    }
  }

  private void check(ModelFolder folder) throws UndecodableException {
    ModelConf conf = folder.conf();
    say.accept(
        "model.conf: "
            + conf.name()
            + ", version "
            + conf.version()
            + ", batches of up to "
            + conf.maxBatch()
            + ".");
    OnnxFile file = OnnxFile.read(folder.network(), folder.where());
    say.accept("model.onnx: opset " + file.opset() + ", " + folder.network().length + " bytes.");
    file.inputs().forEach(input -> say.accept("  input " + input));
    file.outputs().forEach(output -> say.accept("  output " + output));
    Device.Choice devices = settings.device().located(Device::choose);
    say.accept("Runs on " + devices.devices().get(0) + ": " + devices.why() + ".");
    try (OnnxModel model = OnnxModel.load(folder, devices.devices(), settings);
        DensityModel worker = model.open(0)) {
      for (TensorSize size : probes(conf.input())) {
        for (int batch = 1; batch <= Math.min(2, conf.maxBatch()); batch++) {
          probe(model, worker, size, batch);
        }
      }
    }
  }

  private static List<TensorSize> probes(InputConf input) {
    return input.size().map(List::of).orElse(PROBES);
  }

  private void probe(OnnxModel model, DensityModel worker, TensorSize size, int batch)
      throws UndecodableException {
    List<DecodedPicture> pictures = new ArrayList<>();
    try {
      for (int i = 0; i < batch; i++) {
        pictures.add(model.decoder().decode(ProbePicture.jpeg(size.width(), size.height())));
      }
      run(worker, pictures);
      long start = System.nanoTime();
      List<Density> answers = run(worker, pictures);
      report(size, answers, (System.nanoTime() - start) / 1e6);
    } finally {
      pictures.forEach(DecodedPicture::close);
    }
  }

  private static List<Density> run(DensityModel worker, List<DecodedPicture> pictures) {
    return pictures.get(0).runs() == 1
        ? worker.infer(pictures)
        : pictures.stream().map(worker::inferWhole).toList();
  }

  private void report(TensorSize size, List<Density> answers, double millis) {
    Density answer = answers.get(answers.size() - 1);
    double sum = 0;
    for (float value : answer.values()) {
      sum += value;
    }
    say.accept(
        String.format(
            Locale.ROOT,
            "  %d x %d pixels, batch %d: %d x %d cells, sum %.3f on a grey probe, %.1f ms.",
            size.width(),
            size.height(),
            answers.size(),
            answer.columns(),
            answer.rows(),
            sum,
            millis));
  }
}
