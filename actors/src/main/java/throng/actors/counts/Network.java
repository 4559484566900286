package throng.actors.counts;

import throng.actors.inference.ServedModel;

/**
 * Which network counted: its name and version. How far a camera's counts are off depends on it.
 *
 * @param countsAs the name and version of the one that it counts like: what is known of the error
 *     of one holds for all that count like the same
 */
public record Network(String name, String version, String countsAs) {
  /** One that counts like no other. */
  public Network(String name, String version) {
    this(name, version, name + " " + version);
  }

  /** That of a model at work. */
  public static Network of(ServedModel model) {
    return new Network(model.name(), model.version(), model.countsAs());
  }

  /** Whether what is known of the other's error holds for this one too. */
  public boolean countsLike(Network other) {
    return countsAs.equals(other.countsAs);
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
