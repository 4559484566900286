package throng.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import throng.streams.pki.PairingCode;

class PairCommandTest {
  @TempDir Path folder = Path.of(".");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return typing("", arguments);
  }

  private int typing(String input, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      CommandLine program = GpuNode.commandLine();
      program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
      List<String> all = new ArrayList<>(List.of(arguments));
      all.addAll(List.of("--state-folder", folder.resolve("state").toString()));
      return program.execute(all.toArray(new String[0]));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void printsExactlyTheCommandThatIsToBeTyped() {
    assertThat(run("pair", "lobby", "--address", "10.0.0.5:7600")).isZero();

    String command = out.toString().lines().filter(line -> line.startsWith("  ")).findFirst().get();
    assertThat(command).startsWith("  edge-node pair 10.0.0.5:7600 ");
    assertThat(PairingCode.parse(command.substring(command.lastIndexOf(' '))).text())
        .isEqualTo(command.substring(command.lastIndexOf(' ') + 1));
    assertThat(out.toString()).startsWith("Within 1h, type on the machine of edge/lobby:");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void warnsWhereNothingIsEncrypted() {
    try {
      assertThat(run("pair", "lobby", "-D", "throng.gpu-node.tls.mode=off")).isZero();
    } finally {
      System.clearProperty("throng.gpu-node.tls.mode");
      ConfigFactory.invalidateCaches();
    }

    assertThat(out.toString())
        .contains("tls.mode is off, and nothing is encrypted until it is auto or required.");
  }

  @Test
  void printsJoinForAGpuNode() {
    assertThat(run("pair", "gpu-2", "--node", "--address", "[::1]:7600", "--for", "2d")).isZero();

    assertThat(out.toString()).contains("Within 2d", "  gpu-node join [::1]:7600 ");
  }

  @Test
  void saysThatNobodyElseCanReachALoopback() {
    assertThat(run("pair", "lobby")).isZero();

    assertThat(out.toString())
        .contains("  edge-node pair 127.0.0.1:7600 ")
        .contains(
            "This node listens at 127.0.0.1:7600, which other machines cannot reach: set"
                + " throng.gpu-node.listen.");
  }

  @Test
  void saysThatAnotherMachineWouldTakeTheNamesPlace() throws Exception {
    assertThat(run("pair", "lobby")).isZero();
    assertThat(out.toString()).doesNotContain("paired already");
    Path pki = folder.resolve("state/pki");
    Files.createDirectories(pki.resolve("issued"));
    Files.copy(pki.resolve("node.crt"), pki.resolve("issued/edge.lobby.crt"));

    assertThat(run("pair", "lobby")).isZero();

    assertThat(out.toString())
        .contains("edge/lobby is paired already. For the same machine this is right;");
  }

  @Test
  void listsAndUnpairs() {
    assertThat(run("pair", "--list")).isZero();
    assertThat(run("pair", "lobby")).isZero();
    assertThat(run("pair", "--list")).isZero();
    assertThat(run("unpair", "lobby")).isZero();
    assertThat(run("unpair", "lobby")).isEqualTo(2);

    assertThat(out.toString())
        .contains("Nobody is paired with this node yet.")
        .contains("edge/lobby  has a code until ")
        .contains("edge/lobby is let in no more.");
    assertThat(err.toString())
        .contains(
            "There is no edge/lobby that was let in or has a code; gpu-node pair --list tells who"
                + " is.");
  }

  @Test
  void renewsTheAuthority() throws Exception {
    assertThat(run("pair", "--renew-ca")).isEqualTo(2);
    assertThat(run("pair", "lobby")).isZero();
    String before = Files.readString(folder.resolve("state/pki/ca.crt"));

    assertThat(run("pair", "--renew-ca")).isZero();

    assertThat(Files.readString(folder.resolve("state/pki/ca.crt"))).isNotEqualTo(before);
    assertThat(err.toString()).contains("There is no authority in ");
  }

  @Test
  void refusesWithASentence() {
    assertThat(run("pair")).isEqualTo(2);
    assertThat(run("pair", "lobby", "--list")).isEqualTo(2);
    assertThat(run("pair", "a b")).isEqualTo(2);
    assertThat(run("pair", "lobby", "--for", "1s")).isEqualTo(2);
    assertThat(run("pair", "lobby", "--address", "7600")).isEqualTo(2);
    assertThat(run("join", "10.0.0.5")).isEqualTo(2);
    assertThat(typing("not a code\n", "join", "127.0.0.1:1")).isEqualTo(2);

    assertThat(err.toString().lines())
        .containsExactly(
            "Say whom to pair, as in `gpu-node pair lobby`, or --list, or --renew-ca.",
            "Say whom to pair, as in `gpu-node pair lobby`, or --list, or --renew-ca.",
            "'a b' cannot be a name: 1 to 64 of the characters A-Z a-z 0-9 . _ - can.",
            "--for must be a time from 1m to 30d, such as 1h, and is 1s.",
            "--address must be host:port, such as 10.0.0.5:7600, and is 7600.",
            "HOST:PORT must be a GPU node's address, such as 10.0.0.5:7600, and is 10.0.0.5.",
            "A pairing code has 42 letters and digits, in groups of 6; this one has 8.");
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void saysWhatIsWrongWithTheFolder() throws Exception {
    Files.writeString(folder.resolve("state"), "a file");

    assertThat(run("pair", "lobby")).isEqualTo(1);

    assertThat(err.toString()).contains("It cannot go on: ");
  }

  @Test
  void saysWhoCannotBeReachedAndNotTheCode() {
    run("pair", "gpu-2", "--node");
    String code = out.toString().replaceAll("(?s).*join \\S+ (\\S+).*", "$1");

    CommandLine program = GpuNode.commandLine();
    program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String other = folder.resolve("other").toString();
    assertThat(program.execute("join", "127.0.0.1:1", code, "--state-folder", other)).isEqualTo(1);

    assertThat(err.toString())
        .startsWith("Not paired: the node at 127.0.0.1:1 cannot be reached: ")
        .doesNotContain(code);
  }
}
