package throng.actors.counts;

import throng.actors.inference.ServedModel;

/** Which network counted: its name and version. How far a camera's counts are off depends on it. */
public record Network(String name, String version) {
  /** That of a model at work. */
  public static Network of(ServedModel model) {
    return new Network(model.name(), model.version());
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
