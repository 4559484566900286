package throng.streams.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExhaustionTest {
  private final List<Throwable> uncaught = new ArrayList<>();

  @Test
  void handsTheJvmsOwnErrorToWhoeverEndsTheProcess() throws Exception {
    OutOfMemoryError heap = new OutOfMemoryError("Java heap space");

    report(new CompletionException(new IllegalStateException(heap)));

    assertThat(uncaught).containsExactly(heap);
  }

  @Test
  void handsWhatCannotBeLoadedToWhoeverEndsTheProcess() throws Exception {
    LinkageError broken = new NoClassDefFoundError("Could not initialize class Decoder");

    report(new CompletionException(broken));

    assertThat(uncaught).containsExactly(broken);
  }

  @Test
  void leavesADevicesOutOfMemoryToItsWorker() throws Exception {
    report(new OutOfMemoryError("CUDA failed to allocate memory"));
    report(new IllegalStateException("Java heap space"));
    report(null);

    assertThat(uncaught).isEmpty();
  }

  private void report(@Nullable Throwable caught) throws InterruptedException {
    Thread thread = new Thread(() -> Exhaustion.report(caught));
    thread.setUncaughtExceptionHandler((where, error) -> uncaught.add(error));
    thread.start();
    thread.join();
  }
}
