package throng.gpu.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.DensityModel;
import throng.actors.inference.ServedModel;
import throng.actors.inference.UndecodableException;
import throng.actors.serving.PictureSize;
import throng.streams.frame.PeopleCount;
import throng.streams.settings.SettingsException;

/**
 * Shows that a network counts before cameras are counted by it: its golden pictures, where it has
 * some, must have the people that they should, and pictures of the cameras' sizes a count.
 */
final class ModelProof {
  /** How far all counts together may be off. */
  private static final double TOLERANCE = 0.02;

  /** What cells may have below nobody together, in people, and as a part of what all have. */
  private static final double MOST_BELOW = 1;

  private static final double MOST_PART_BELOW = 0.01;

  private static final int MOST_SIZES = 4;
  private static final long MOST_PIXELS = 2_100_000;
  private static final List<Integer> SHADES = List.of(0, 255);
  private static final PictureSize USUAL = new PictureSize(640, 480);

  private final ServedModel model;
  private final DensityModel worker;

  private ModelProof(ServedModel model, DensityModel worker) {
    this.model = model;
    this.worker = worker;
  }

  /**
   * Opens the network once more, beside its workers, and looks.
   *
   * @param sizes of the pictures that are coming
   * @throws SettingsException if it is wrong, with how
   */
  static void of(ServedModel model, List<PictureSize> sizes) {
    try (DensityModel worker = model instanceof OnnxModel onnx ? onnx.openAlone() : model.open(0)) {
      ModelProof proof = new ModelProof(model, worker);
      if (model instanceof OnnxModel onnx) {
        proof.golden(onnx.golden());
      }
      proof.probes(sizes);
    } catch (UndecodableException | RuntimeException failure) {
      throw failure instanceof SettingsException wrong
          ? wrong
          : new SettingsException(
              "%s fails on a picture: %s".formatted(model.name(), OnnxFile.firstLine(failure)));
    }
  }

  private void golden(Golden golden) {
    double off = golden.pictures().isEmpty() ? 0 : golden.deviation(worker, model.name());
    if (!(off <= TOLERANCE)) {
      throw new SettingsException(
          String.format(
              Locale.ROOT,
              "%s is wrong on its golden pictures: its counts are off by %.1f %%, and may be by"
                  + " %.0f %%.",
              model.name(),
              off * 100,
              TOLERANCE * 100));
    }
  }

  private void probes(List<PictureSize> sizes) throws UndecodableException {
    List<PictureSize> all = new ArrayList<>(List.of(USUAL));
    sizes.stream().filter(ModelProof::isProbed).limit(MOST_SIZES).forEach(all::add);
    for (PictureSize size : all.stream().distinct().toList()) {
      probe(size, ProbePicture.GREY);
    }
    for (int shade : SHADES) {
      probe(USUAL, shade);
    }
  }

  private static boolean isProbed(PictureSize size) {
    return Math.min(size.width(), size.height()) >= 16
        && (long) size.width() * size.height() <= MOST_PIXELS;
  }

  private void probe(PictureSize size, int shade) throws UndecodableException {
    try (DecodedPicture picture =
        model.decoder().decode(ProbePicture.jpeg(size.width(), size.height(), shade))) {
      float[] density = worker.inferWhole(picture).values();
      if (PeopleCount.of(density).isEmpty() || isFarBelowNobody(density)) {
        throw new SettingsException(
            "%s gives no count of people for a picture of %d x %d that is %s: the values of its density must be finite, their sum not negative, and those below zero together no more than a person and 1 %% of all."
                .formatted(model.name(), size.width(), size.height(), word(shade)));
      }
    }
  }

  // Others would hide it in the sum.
  private static boolean isFarBelowNobody(float[] density) {
    double below = 0;
    double all = 0;
    for (float people : density) {
      below += Math.max(0, -people);
      all += Math.abs(people);
    }
    return below > MOST_BELOW + MOST_PART_BELOW * all;
  }

  private static String word(int shade) {
    return shade == 0 ? "black" : shade == ProbePicture.GREY ? "grey" : "white";
  }
}
