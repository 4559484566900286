package throng.gpu;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import throng.common.console.Console;
import throng.gpu.model.Models;

/**
 * What a GPU node is made of: its network, and its settings.
 *
 * @param failure why it could not begin, once it has ended
 */
record NodeSetup(
    Models.Opened opened,
    ServeSettings settings,
    Console console,
    AtomicReference<@Nullable Throwable> failure) {

  static NodeSetup of(Models.Opened opened, ServeSettings settings, Console console) {
    return new NodeSetup(opened, settings, console, new AtomicReference<>());
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
