package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A GPU node with a heap of 96 MB, whatever comes at it. */
class SmallHeapIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int SENDERS = 250;
  // Unfinished messages may take a fifth of the heap.
  private static final long PRESSURE = 5 * 20_000_000L;
  private static final List<String> SMALL_HEAP = List.of("-Xmx96m", "-XX:+UseSerialGC");
  private static final String MODEL = "constant:rows=60,columns=80,value=0.01,latency=5ms";
  private static final Pattern COUNTER = Pattern.compile("stop-and-wait mode: at (\\S+:\\d+)");
  private static final Pattern SUMMARY =
      Pattern.compile(
          "(\\d+) frames accepted: (\\d+) counted, (\\d+) skipped.*?, (\\d+) under way");

  @TempDir Path folder;

  @Test
  void servesFourClientsOfOneMegabyteFrames() throws Exception {
    try (NodeProcess gpu = gpu("")) {
      List<LargePictures> clients = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        clients.add(new LargePictures(gpu.address(), "c" + i, "", jpeg(1_000_000), 32));
      }

      for (LargePictures client : clients) {
        await().atMost(PATIENCE).until(() -> client.counted() >= 40 || !gpu.isAlive());
        assertThat(client.counted()).as(client + "\n" + gpu.output()).isGreaterThanOrEqualTo(40);
      }
      for (LargePictures client : clients) {
        client.close();
      }
      assertThatItEndsInOrder(gpu);
      assertThat(gpu.output()).doesNotContain("cut off");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret"})
  void servesOthersBesideManySlowSendersOfLargeMessages(String token) throws Exception {
    try (NodeProcess gpu = gpu(token)) {
      String counter = gpu.waitFor(COUNTER, PATIENCE).group(1);
      try (SlowSenders slow = new SlowSenders(SENDERS, gpu.address(), counter, "");
          LargePictures vga = new LargePictures(gpu.address(), "vga", token, jpeg(60_000), 2);
          LargePictures large = new LargePictures(gpu.address(), "l", token, jpeg(1_000_000), 2)) {
        if (token.isEmpty()) {
          await().atMost(PATIENCE).until(() -> slow.bytes() > PRESSURE || !gpu.isAlive());
          assertThat(slow.open()).isGreaterThan(SENDERS / 2);
        } else {
          // They do not know it, and are turned away.
          await().atMost(PATIENCE).until(() -> slow.open() < SENDERS / 2 || !gpu.isAlive());
        }
        int vgaBefore = vga.counted();
        int largeBefore = large.counted();
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    vga.counted() >= vgaBefore + 30 && large.counted() >= largeBefore + 10
                        || !gpu.isAlive());

        assertThat(gpu.isAlive()).as(vga + ", " + large + "\n" + gpu.output()).isTrue();
      }
      assertThatItEndsInOrder(gpu);
    }
  }

  private void assertThatItEndsInOrder(NodeProcess gpu) throws Exception {
    gpu.interrupt();
    gpu.exitCode(PATIENCE);

    Matcher summary = SUMMARY.matcher(gpu.output());
    assertThat(summary.find()).as(gpu.output()).isTrue();
    long accepted = Long.parseLong(summary.group(1));
    assertThat(accepted)
        .isEqualTo(Long.parseLong(summary.group(2)) + Long.parseLong(summary.group(3)));
    assertThat(summary.group(4)).isEqualTo("0");
    assertThat(gpu.output()).doesNotContain("OutOfMemoryError");
  }

  private NodeProcess gpu(String token) throws Exception {
    Path file = folder.resolve("token");
    Files.writeString(file, token + "\n");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--listen",
                "127.0.0.1:0",
                "--model",
                MODEL,
                "-Dthrong.gpu-node.legacy.stop-and-wait-listen=127.0.0.1:0"));
    if (!token.isEmpty()) {
      arguments.addAll(List.of("--token-file", file.toString()));
    }
    return NodeProcess.start(
        SMALL_HEAP, "nodes/gpu/target/gpu-node.jar", folder, arguments.toArray(new String[0]));
  }

  private byte[] jpeg(int length) throws Exception {
    Path pictures = Photographs.folder(folder.resolve("pictures"), 1, 640, 480);
    return LargePictures.padded(Files.readAllBytes(pictures.resolve("picture0.jpg")), length);
  }
}
