package throng.streams.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Runs tshark with the dissectors on a recorded capture: a connection of Throng's own protocol, one
 * of the remote crowd counter in each mode, and one of the LAN camera.
 */
class WiresharkTest {
  private static final Path SCRIPT = Path.of("../docs/wireshark/throng.lua");
  private static final Path CAPTURE =
      Path.of("src/test/resources/throng/streams/legacy/protocols.pcap");

  @BeforeAll
  static void lookForTshark() throws InterruptedException {
    try {
      Process version = new ProcessBuilder("tshark", "--version").start();
      version.getInputStream().readAllBytes();
      version.waitFor();
    } catch (IOException missing) {
      Assumptions.abort("tshark is not installed: the Wireshark dissectors are not tested");
    }
  }

  @Test
  void readsThrongsMessages() throws Exception {
    assertThat(fields("throng", "throng.type"))
        .containsExactly("1", "2", "5", "4", "6", "7", "8", "9,10", "10");
    assertThat(
            fields(
                "throng.type==1",
                "throng.node",
                "throng.camera",
                "throng.width",
                "throng.height",
                "throng.mode",
                "throng.token.present"))
        .containsExactly("lobby door 640 480 1 1");
    assertThat(fields("throng.type==2", "throng.window", "throng.model.name"))
        .containsExactly("2 crowd-s");
    assertThat(fields("throng.type==4", "throng.sequence", "throng.worth_ms", "throng.jpeg"))
        .containsExactly("7 1000 ffd8ffe0ffd9");
    assertThat(fields("throng.type==6", "throng.rows", "throng.columns", "throng.count"))
        .containsExactly("2 3 1.75");
    assertThat(fields("throng.skipped==2", "throng.sequence", "throng.sentence"))
        .containsExactly("8 Too late");
    assertThat(fields("throng.goodbye", "throng.goodbye")).containsExactly("1", "1");
  }

  @Test
  void readsThePipelinedCrowdCounter() throws Exception {
    assertThat(
            fields(
                "crowdcounter.message && tcp.port==7600",
                "crowdcounter.message",
                "crowdcounter.length",
                "crowdcounter.rows",
                "crowdcounter.columns",
                "crowdcounter.count"))
        .containsExactly("picture 3000   ", "map 192 6 8 12", "picture 3001   ", "map 192 6 8 12");
  }

  @Test
  void readsTheCrowdCounterThatStopsAndWaits() throws Exception {
    List<String> one =
        List.of(
            "confirmation 1024 ",
            "confirmation 2048 ",
            "picture  2500",
            "confirmation 1024 ",
            "map  1280");
    List<String> both = new ArrayList<>(one);
    both.addAll(one);
    both.set(7, "picture  2501");

    assertThat(
            fields(
                "crowdcounter.message && tcp.port==7601",
                "crowdcounter.message",
                "crowdcounter.confirmed",
                "crowdcounter.length"))
        .containsExactlyElementsOf(both);
  }

  @Test
  void readsTheLanCamera() throws Exception {
    assertThat(fields("lancamera.command", "lancamera.command"))
        .containsExactly("0x30", "0x31", "0x78", "0x33", "0x71", "0x32");
    assertThat(fields("lancamera.length", "lancamera.length")).containsExactly("1204", "9", "10");
    assertThat(fields("lancamera.text", "lancamera.text")).containsExactly("Unknown command");
  }

  @Test
  void recognisesThrongAndTheCrowdCounterAtAnyPort() throws Exception {
    List<String> elsewhere = List.of("-o", "throng.port:1");

    assertThat(fields(elsewhere, "throng", "throng.type"))
        .containsExactly("1", "2", "5", "4", "6", "7", "8", "9,10", "10");
    assertThat(fields(elsewhere, "crowdcounter.message && tcp.port==7600", "crowdcounter.message"))
        .containsExactly("picture", "map", "picture", "map");
  }

  private static List<String> fields(String filter, String... names) throws Exception {
    return fields(List.of(), filter, names);
  }

  private static List<String> fields(List<String> options, String filter, String... names)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("tshark", "-r", CAPTURE.toString()));
    command.addAll(List.of("-X", "lua_script:" + SCRIPT, "-Y", filter, "-T", "fields"));
    command.addAll(List.of("-E", "separator=/s"));
    command.addAll(options);
    for (String name : names) {
      command.addAll(List.of("-e", name));
    }
    Process tshark =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(tshark.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tshark.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(tshark.exitValue()).as(String.join(" ", command)).isZero();
    return out.lines().toList();
  }
}
