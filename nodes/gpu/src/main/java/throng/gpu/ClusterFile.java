package throng.gpu;

import akka.Done;
import akka.actor.Cancellable;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import throng.streams.log.RateLimitedLog;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/**
 * How the cluster stands, in a file of the state folder that a running node renews each second: its
 * first line is the time in UTC, the rest is for people.
 */
final class ClusterFile {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration PRESENT = Duration.ofSeconds(10);

  private final Path file;
  private final RateLimitedLog log = RateLimitedLog.warnings(ClusterFile.class);

  private ClusterFile(Path file) {
    this.file = file;
  }

  static ClusterFile of(Path stateFolder) {
    return new ClusterFile(stateFolder.resolve("cluster.txt"));
  }

  /** Renews it until the system ends. */
  void keep(ActorSystem<?> system, Supplier<String> text) {
    var disk = system.dispatchers().lookup(DispatcherSelector.fromConfig("throng.disk-dispatcher"));
    Cancellable repeated =
        system.scheduler().scheduleWithFixedDelay(EVERY, EVERY, () -> write(text.get()), disk);
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseServiceStop(),
            "cluster file",
            () -> {
              repeated.cancel();
              return CompletableFuture.completedFuture(Done.getInstance());
            });
  }

  void write(String text) {
    try {
      Path next = file.resolveSibling("cluster.new");
      Files.writeString(next, Instant.now() + "\n" + text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      log.write("cluster", "%s cannot be written: %s".formatted(file, Reason.of(e)));
    }
  }

  /**
   * What a node that runs says of its cluster.
   *
   * @throws SettingsException if none does
   */
  String read() {
    try {
      String all = Files.exists(file) ? Files.readString(file) : "";
      int line = all.indexOf('\n');
      boolean isPresent =
          line > 0 && Instant.parse(all.substring(0, line)).isAfter(Instant.now().minus(PRESENT));
      if (!isPresent) {
        throw new SettingsException(
            "No node that is in a cluster keeps its state in %s at this moment: it does not run, or its throng.gpu-node.cluster.seeds are empty. Another folder is named with --state-folder."
                .formatted(file.getParent()));
      }
      return all.substring(line + 1);
    } catch (IOException | DateTimeParseException e) {
      throw new SettingsException("%s cannot be read: %s.".formatted(file, Reason.of(e)));
    }
  }
}
