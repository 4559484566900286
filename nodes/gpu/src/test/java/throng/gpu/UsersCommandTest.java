package throng.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UsersCommandTest {
  @TempDir Path folder = Path.of(".");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void addsListsAndRemoves() {
    assertThat(run("", "list")).isZero();
    assertThat(run("correct horse battery\n", "add", "ada", "--role", "admin")).isZero();
    assertThat(run("", "add", "eve", "--camera", "lobby/door", "--link")).isZero();
    assertThat(run("", "list")).isZero();
    assertThat(run("another good password\n", "passwd", "eve")).isZero();
    assertThat(run("", "remove", "eve")).isZero();

    assertThat(out.toString())
        .contains("There are no users yet.", "/#link=")
        .contains("ada  admin  all cameras\n", "eve  viewer  lobby/door (no password yet)\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void refusesWithASentence() {
    assertThat(run("short\n", "add", "ada")).isEqualTo(2);
    assertThat(run("", "add", "ada", "--role", "king", "--link")).isEqualTo(2);
    assertThat(run("", "add", "a b", "--link")).isEqualTo(2);
    assertThat(run("", "remove", "nobody")).isEqualTo(2);

    assertThat(err.toString())
        .contains(
            "A password has 12 to 256 characters.",
            "--role: A role is one of viewer, operator, admin.",
            "A user's name is 1 to 64 letters",
            "There is no user nobody.");
  }

  @Test
  void aLinkInThePlaceOfTheLockIsRefusedAndLeadsToNothing() throws IOException {
    Path others = Files.writeString(folder.resolve("passwd"), "root");
    Files.setPosixFilePermissions(others, PosixFilePermissions.fromString("rw-r--r--"));
    Path state = Files.createDirectories(folder.resolve("state"));
    Files.createSymbolicLink(state.resolve("accounts.lock"), others);

    assertThat(run("", "add", "ada", "--link")).isEqualTo(1);

    assertThat(err.toString()).contains("accounts.lock: it is a link").doesNotContain("Exception");
    assertThat(Files.getPosixFilePermissions(others))
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
  }

  private int run(String input, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      CommandLine program = GpuNode.commandLine();
      program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
      String[] all = new String[arguments.length + 3];
      all[0] = "users";
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      all[all.length - 2] = "--state-folder";
      all[all.length - 1] = folder.resolve("state").toString();
      return program.execute(all);
    } finally {
      System.setIn(before);
    }
  }
}
