package throng.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.testing.FakeNode;
import throng.streams.testing.StreamSystem;

/** The command line against a GPU node without a network. */
abstract class EdgeCommandLine {
  /** What a log has left out it tells up to ten seconds later: that may be in another test. */
  private static final Pattern LATE_SUMS =
      Pattern.compile("(?m)^\\S+ \\S+ \\w+ +\\w+: Left out in the last .*\\R");

  @RegisterExtension static final StreamSystem system = new StreamSystem();

  @TempDir Path folder;

  final ByteArrayOutputStream output = new ByteArrayOutputStream();
  final PrintStream out = System.out;
  final PrintStream err = System.err;
  FakeNode node;

  @BeforeAll
  static void withoutDisplay() {
    System.setProperty("java.awt.headless", "true");
  }

  @BeforeEach
  void start() throws IOException {
    PrintStream both = new PrintStream(output, true, UTF_8);
    System.setOut(both);
    System.setErr(both);
    node = FakeNode.start(system.get(), FakeNode.POLITE);
    Files.createDirectory(folder.resolve("pictures"));
    for (String name : List.of("a10.jpg", "a2.jpg", "a1.jpg")) {
      ImageIO.write(
          new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR),
          "jpg",
          folder.resolve("pictures").resolve(name).toFile());
    }
  }

  @AfterEach
  void stop() {
    node.close();
    System.setOut(out);
    System.setErr(err);
  }

  int edge(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!all.contains("--gpu-node")) {
      all.addAll(List.of("--gpu-node", node.address()));
    }
    return EdgeCommand.execute(all.toArray(String[]::new));
  }

  String printed() {
    return LATE_SUMS.matcher(output.toString(UTF_8)).replaceAll("");
  }

  String pictures() {
    return file("pictures");
  }

  String file(String name) {
    return folder.resolve(name).toString();
  }
}
