package throng.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of an address that cannot be used shows no secret. */
class EdgeSecretTest extends EdgeCommandLine {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--camera rtsp://admin:pa/secret@h/a",
        "--camera http://admin:secret",
        "--camera no://admin:secret@h/a",
        "--camera admin:secret@h/a",
        "--camera admin:secret@h/[a]",
        "--camra=http://admin:12345#secret@h/a",
        "--gpu-node admin:secret@h:7600",
        "--gpu-node legacy://admin:secret@h:7600",
        "--camera test --serve admin:secret@h:1",
        "--camera test --size rtsp://admin:secret@h/a",
        "--camera test --fps rtsp://admin:secret@h/a",
        "--camera test:rtsp://admin:secret@h/a",
        "--camera test http://admin:secret@h/a",
        "--camera test --name http://admin:secret@h/a",
        "--node http://admin:secret@h/a",
        "view http://admin:secret@h/a"
      })
  void refusesWithoutTheSecret(String line) {
    assertThat(EdgeCommand.execute(line.split(" ", -1))).isEqualTo(2);

    assertThat(printed()).isNotBlank().doesNotContain("secret", "12345", "Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://admin:12345#secret@127.0.0.1:1/a",
        "http://admin:12345/secret@127.0.0.1:1/a",
        "http://admin:secret@127.0.0.1:1/a?sig=secret"
      })
  void probesWithoutTheSecret(String address) {
    edge("probe", address);

    assertThat(printed()).contains("127.0.0.1").doesNotContain("secret", "12345");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--print-config --camera rtsp://admin:secret@h/a",
        "--print-config -Dthrong.edge-node.source=rtsp://admin:secret@h/a",
        "probe http://admin:secret@127.0.0.1:1/a"
      })
  void warnsOfAPasswordInAnArgument(String line) {
    try {
      EdgeCommand.execute(line.split(" ", -1));
    } finally {
      System.clearProperty("throng.edge-node.source");
    }

    assertThat(printed())
        .containsOnlyOnce(
            "Everybody on this machine can read a password in an argument (ps): write the address"
                + " into a file, and say --camera-file FILE.")
        .doesNotContain("secret");
  }

  @Test
  void probesWhatAFileHoldsWithoutAWarning() throws IOException {
    Path file = Files.writeString(folder.resolve("door"), "http://admin:secret@127.0.0.1:1/a\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    EdgeCommand.execute("probe", "--camera-file", file.toString());

    assertThat(printed()).contains("127.0.0.1").doesNotContain("Everybody", "Others", "secret");
  }

  @Test
  void probesOneSource() {
    assertThat(EdgeCommand.execute("probe")).isEqualTo(2);

    assertThat(printed()).startsWith("Say what to open: edge-node probe SOURCE, or --camera-file");
  }

  @Test
  void advisesPercentEncodingWhereAnAddressCannotBeRead() {
    assertThat(edge("--camera", "rtsp://admin:pa/ss@h/a")).isEqualTo(2);

    assertThat(printed()).contains("cannot be read", "%2F");
  }
}
