package throng.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.tls.MadeSite;

class PairCommandTest {
  private static final String CODE = "000000-".repeat(6) + "000000";

  @TempDir Path folder;
  private final InputStream in = System.in;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @AfterEach
  void restore() {
    System.setIn(in);
    System.setErr(err);
    System.clearProperty("throng.edge-node.tls.folder");
  }

  private int run(String input, String... arguments) {
    System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
    System.setErr(new PrintStream(said, true, UTF_8));
    List<String> all = new ArrayList<>(List.of("pair"));
    all.addAll(List.of(arguments));
    all.add("-Dthrong.edge-node.tls.folder=" + folder.resolve("pki"));
    return EdgeCommand.execute(all.toArray(new String[0]));
  }

  private String said() {
    return said.toString(UTF_8);
  }

  @Test
  void refusesWhatIsTypedWrongWithASentenceThatDoesNotRepeatIt() {
    assertThat(run("", "10.0.0.5")).isEqualTo(2);
    assertThat(run("", "10.0.0.5:0", CODE)).isEqualTo(2);
    assertThat(run("", "10.0.0.5:7600", "2N3KEF", "6H3RWS")).isEqualTo(2);
    assertThat(run("2N3KEF-6H3RW\n", "10.0.0.5:7600")).isEqualTo(2);
    assertThat(run("", "10.0.0.5:7600")).isEqualTo(2);

    assertThat(said().lines())
        .containsExactly(
            "HOST:PORT must be a GPU node's address, such as 10.0.0.5:7600, and is 10.0.0.5.",
            "HOST:PORT must be a GPU node's address, such as 10.0.0.5:7600, and is 10.0.0.5:0.",
            "A pairing code has 42 letters and digits, in groups of 6; this one has 12.",
            "A pairing code has 42 letters and digits, in groups of 6; this one has 11.",
            "A pairing code has 42 letters and digits, in groups of 6; this one has 0.");
    assertThat(folder.resolve("pki")).doesNotExist();
  }

  @Test
  void saysThatNobodyAnswersThereAndLeavesNoIdentity() {
    assertThat(run(CODE + "\n", "127.0.0.1:1")).isEqualTo(1);

    assertThat(said())
        .startsWith("Not paired: the node at 127.0.0.1:1 cannot be reached: ")
        .doesNotContain(CODE);
    assertThat(folder.resolve("pki").resolve("node.crt")).doesNotExist();
  }

  @Test
  void leavesTheFolderOfAGpuNodeAlone() throws Exception {
    Path made = MadeSite.in(folder).gpuNode("gpu-1");
    Files.move(made, folder.resolve("pki"));
    String before = Files.readString(folder.resolve("pki").resolve("node.crt"));

    assertThat(run("", "127.0.0.1:1", CODE)).isEqualTo(2);

    assertThat(said()).contains("holds the certificate of gpu-node/gpu-1");
    assertThat(Files.readString(folder.resolve("pki").resolve("node.crt"))).isEqualTo(before);
  }
}
