package throng.gpu.publish.mqtt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import throng.streams.file.WholeFile;
import throng.streams.log.Reason;

/**
 * Keeps what the broker retains, for the next start: a node that is killed takes back nothing
 * itself. It never holds up what is published: until it is read nothing is written, and what could
 * not be written is tried again with the next change.
 */
final class PublishedFile {
  private static final String NAME = "published.json";

  private final WholeFile file;
  private final Executor disk;
  private final Consumer<String> say;
  private final AtomicBoolean isWriting = new AtomicBoolean();
  private final CompletableFuture<Optional<Published>> read = new CompletableFuture<>();

  // The publisher's.
  private boolean isTaken;
  private @Nullable Published written;

  // The disk's thread's.
  private boolean isFailing;

  /**
   * Begins to read it.
   *
   * @param disk one thread, which may wait for the disk
   * @param say sentences for the node's user
   */
  PublishedFile(Path folder, Executor disk, Consumer<String> say) {
    this.file = new WholeFile(folder.resolve(NAME));
    this.disk = disk;
    this.say = say;
    disk.execute(this::read);
  }

  private void read() {
    Optional<Published> left = Optional.empty();
    try {
      left = file.read().flatMap(Published::of);
    } catch (IOException e) {
      fail(e);
    }
    read.complete(left);
  }

  /** What the last run has left, once; empty: it is not read yet, was taken, or there is none. */
  Optional<Published> take() {
    if (isTaken || !read.isDone()) {
      return Optional.empty();
    }
    isTaken = true;
    Optional<Published> left = read.join();
    written = left.orElse(null);
    return left;
  }

  /** Keeps this from now on, which returns at once. */
  void keep(Published now) {
    if (isTaken && !now.equals(written) && isWriting.compareAndSet(false, true)) {
      written = now;
      disk.execute(() -> write(now));
    }
  }

  private void write(Published now) {
    try {
      file.write(now.text());
      isFailing = false;
    } catch (IOException e) {
      fail(e);
    } finally {
      isWriting.set(false);
    }
  }

  private void fail(IOException failure) {
    if (!isFailing) {
      say.accept(
          "What the MQTT broker retains cannot be kept for the next start: %s. It is published all the same."
              .formatted(Reason.of(failure)));
    }
    isFailing = true;
  }
}
