package throng.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The nodes' classes as a JVM has read them, one archive a jar, from which further JVMs take them:
 * a node's start then costs a third less.
 *
 * <p>They are made when the first node is started, by one node of each kind, which count a few
 * pictures. Those of a run before are not taken: a JVM dies of one that is not whole.
 */
final class ClassArchives {
  /** Where they are kept; there are none unless who runs the tests says so. */
  private static final Optional<Path> FOLDER =
      Optional.ofNullable(System.getProperty("tests.node.archives")).map(Path::of);

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Pattern COUNTING = Pattern.compile("count [0-9]");

  private static boolean isAsked;
  private static boolean isMaking;
  private static boolean isMade;

  private ClassArchives() {}

  /**
   * The flags of a JVM that runs this jar. Blocks while archives are made, once.
   *
   * @throws IllegalStateException if a node does not do what it is to, for whoever asks first
   */
  static synchronized List<String> flags(Path jar) {
    if (FOLDER.isEmpty()) {
      return List.of();
    }
    Path archive = FOLDER.get().resolve(jar.getFileName() + ".jsa");
    if (isMaking) {
      return List.of("-XX:ArchiveClassesAtExit=" + archive);
    } else if (!isAsked) {
      isAsked = true;
      make(FOLDER.get());
    }
    return isMade ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
  }

  private static void make(Path folder) {
    isMaking = true;
    try {
      Files.createDirectories(folder);
      countSome(folder);
      isMade = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      isMaking = false;
    }
  }

  private static void countSome(Path folder) throws IOException, InterruptedException {
    try (NodeProcess gpu =
            NodeProcess.gpu(folder, "--listen", "127.0.0.1:0", "--model", "constant:value=0.25");
        NodeProcess edge =
            NodeProcess.edge(folder, "--camera", "test:people=5", "--gpu-node", gpu.address())) {
      edge.waitFor(COUNTING, MINUTE);
      end(edge);
      end(gpu);
    }
  }

  /** Once it has ended, its archive is whole. */
  private static void end(NodeProcess node) throws IOException, InterruptedException {
    node.interrupt();
    node.exitCode(MINUTE);
  }
}
