package throng.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import throng.tests.Repository;

/** {@code bench/peer.py}: a server and its client, each a program of its own. */
final class PythonPeer {
  /** The first on the path may be one of another place, without Debian's packages. */
  private static final List<String> INTERPRETERS = List.of("/usr/bin/python3", "python3");

  private static final Path SCRIPT = Repository.root().resolve("bench/peer.py");

  private PythonPeer() {}

  /** A Python that has what the peer needs; empty: there is none here. */
  static Optional<String> interpreter() throws InterruptedException {
    for (String one : INTERPRETERS) {
      try {
        if (start(one, "-c", "import zmq, numpy, cv2").waitFor() == 0) {
          return Optional.of(one);
        }
      } catch (IOException absent) {
        // The next one may be there.
      }
    }
    return Optional.empty();
  }

  /** Sends so many frames of the film, over and over. */
  static AnswerTimes count(String python, String way, Path film, int frames)
      throws IOException, InterruptedException {
    Process server = start(python, SCRIPT.toString(), "serve", way);
    try (BufferedReader port = server.inputReader(UTF_8)) {
      return sent(python, way, port.readLine(), film, frames);
    } finally {
      server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static AnswerTimes sent(String python, String way, String port, Path film, int frames)
      throws IOException, InterruptedException {
    Process client =
        start(
            python,
            SCRIPT.toString(),
            "send",
            way,
            port,
            film.toString(),
            Integer.toString(frames));
    try (BufferedReader output = client.inputReader(UTF_8)) {
      double[] moments;
      try (Stream<String> lines = output.lines()) {
        moments = lines.mapToDouble(Double::parseDouble).toArray();
      }
      if (client.waitFor() != 0 || moments.length < 2) {
        throw new IllegalStateException("The peer " + way + " ended with " + client.exitValue());
      }
      return new AnswerTimes(moments);
    } finally {
      client.destroyForcibly();
    }
  }

  private static Process start(String... command) throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
