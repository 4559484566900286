package throng.gpu.model;

import java.util.List;
import java.util.stream.Stream;
import throng.streams.settings.SettingsException;

/**
 * The networks that are embedded in this program: {@code builtin} is the default one, in whichever
 * form is the faster here; {@code builtin:NAME} is this one and no other.
 */
final class Builtin {
  static final String NAME = "builtin";

  /** In the order of what they cost; each is a folder of {@code models/} in the sources. */
  static final List<String> NETWORKS = List.of("crowd-s-int8", "crowd-s");

  /** The default network as it was trained, and in whole numbers. */
  static final String EXACT = "crowd-s";

  static final String WHOLE = "crowd-s-int8";

  private Builtin() {}

  static boolean isMeant(String model) {
    return model.equals(NAME) || model.startsWith(NAME + ":");
  }

  /** Whether the form is left to this program. */
  static boolean isOpen(String model) {
    return model.equals(NAME);
  }

  /**
   * The embedded network that these words mean; the default one as it was trained where they leave
   * the form open.
   *
   * @throws SettingsException if there is none of this name
   */
  static ModelFolder folder(String model) {
    String network = isOpen(model) ? EXACT : model.substring(NAME.length() + 1);
    if (!NETWORKS.contains(network)) {
      String names = String.join(", ", Stream.concat(Stream.of(NAME), known()).toList());
      throw new SettingsException(model + " is not embedded here; there are " + names + ".");
    }
    return ModelFolder.embedded(network);
  }

  private static Stream<String> known() {
    return NETWORKS.stream().map(name -> NAME + ":" + name);
  }
}
