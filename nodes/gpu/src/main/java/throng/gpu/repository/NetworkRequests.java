package throng.gpu.repository;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import throng.streams.file.WholeFile;
import throng.streams.settings.SettingsException;

/**
 * How {@code gpu-node models} asks the node that runs: a file with a word a line, and one with the
 * answer. Both lie in the models folder, which is its owner's alone.
 */
public final class NetworkRequests {
  private static final String REQUESTS = ".requests";
  private static final String ANSWERS = ".answers";
  private static final String DONE = "done";
  private static final String REFUSED = "refused";
  private static final long MOST_BYTES = 4096;
  private static final Duration POLL = Duration.ofMillis(100);

  private final Path requests;
  private final Path answers;

  /** What the node did, or why it did not. */
  public record Answer(boolean isDone, String text) {}

  /**
   * @param folder the models folder
   */
  public NetworkRequests(Path folder) {
    this.requests = folder.resolve(REQUESTS);
    this.answers = folder.resolve(ANSWERS);
  }

  /**
   * Asks, and waits for the answer.
   *
   * @return empty: none came in time
   */
  public Optional<Answer> ask(List<String> words, Duration within)
      throws IOException, InterruptedException {
    String name = UUID.randomUUID().toString();
    Path answer = answers.resolve(name);
    new WholeFile(requests.resolve(name)).write(String.join("\n", words));
    try {
      for (long left = within.dividedBy(POLL); left > 0; left--) {
        if (Files.exists(answer)) {
          List<String> lines = Files.readAllLines(answer);
          String text = String.join("\n", lines.subList(1, lines.size()));
          return Optional.of(new Answer(lines.get(0).equals(DONE), text));
        }
        Thread.sleep(POLL.toMillis());
      }
      return Optional.empty();
    } finally {
      Files.deleteIfExists(requests.resolve(name));
      Files.deleteIfExists(answer);
    }
  }

  /** Forgets what was asked while no node ran. */
  void forget() throws IOException {
    for (Path folder : List.of(requests, answers)) {
      for (Path old : files(folder)) {
        Files.deleteIfExists(old);
      }
    }
  }

  /**
   * Answers what was asked since the last time.
   *
   * @param act does what the words say, and tells; fails with a {@link SettingsException}
   */
  void serve(Function<List<String>, String> act) throws IOException {
    for (Path request : files(requests)) {
      if (Files.isRegularFile(request, LinkOption.NOFOLLOW_LINKS)
          && Files.size(request) <= MOST_BYTES) {
        List<String> words = Arrays.asList(Files.readString(request).split("\n", -1));
        String name = String.valueOf(request.getFileName());
        // Before it is done: where the answer cannot be written it must not be done again.
        Files.delete(request);
        new WholeFile(answers.resolve(name)).write(answer(words, act));
      }
      Files.deleteIfExists(request);
    }
  }

  private static String answer(List<String> words, Function<List<String>, String> act) {
    try {
      return DONE + "\n" + act.apply(words);
    } catch (SettingsException refused) {
      return REFUSED + "\n" + refused.getMessage();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*[!w]")) {
        files.forEach(all::add);
      }
    }
    return all;
  }
}
