package throng.gpu;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import throng.common.console.Console;
import throng.gpu.model.Models;
import throng.gpu.model.OpenedModels;

/**
 * What a GPU node is made of: its networks, and its settings.
 *
 * @param failure why it could not begin, once it has ended
 */
record NodeSetup(
    OpenedModels models,
    ServeSettings settings,
    Console console,
    AtomicReference<@Nullable Throwable> failure) {

  static NodeSetup of(OpenedModels models, ServeSettings settings, Console console) {
    return new NodeSetup(models, settings, console, new AtomicReference<>());
  }

  /** The network that counts where nobody says otherwise, as the node starts. */
  Models.Opened opened() {
    return models.first();
  }

  /** Throws what kept the node from beginning, if anything did. */
  void rethrowFailure() throws Exception {
    Throwable why = failure.get();
    if (why instanceof Exception e) {
      throw e;
    } else if (why != null) {
      throw new IllegalStateException(why);
    }
  }
}
