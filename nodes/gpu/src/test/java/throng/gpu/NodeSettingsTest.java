package throng.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.util.ByteString;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.streams.frame.JpegFrame;
import throng.streams.memory.Allowance;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;
import throng.streams.testing.Ranges;

class NodeSettingsTest {
  @TempDir Path folder = Path.of(".");

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:7600, false",
    "localhost:0, false",
    "'[::1]:7600', false",
    "0.0.0.0:7600, true",
    "'[::]:7600', true",
    "192.0.2.1:7600, true"
  })
  void knowsWhichAddressesOtherMachinesReach(String listen, boolean isBeyond) {
    assertThat(settings("listen = \"" + listen + "\"").listen().isBeyondLoopback())
        .isEqualTo(isBeyond);
  }

  @Test
  void readsTheTokenFromTheFirstLineOfItsFile() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), " secret \nof the lobby\n");

    assertThat(settings("token-file = \"" + file + "\"").token()).contains("secret");
    Files.writeString(file, "\n");
    assertThatThrownBy(() -> settings("token-file = \"" + file + "\""))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("holds no token");
  }

  @Test
  void everyRangeStandsInItsExplanation() {
    List<String> named = new ArrayList<>(Ranges.AUTOMATIC);
    named.add("throng.gpu-node.batch.quantum = -1ms");
    named.add("throng.gpu-node.batch.max-waiting-bytes = -1 B");
    named.add("throng.gpu-node.counts.picture-memory = -1 B");
    named.add("throng.gpu-node.counts.reader-memory = -1 B");
    named.add("throng.gpu-node.alert.below = -1");
    named.add("throng.gpu-node.session.wrong-token.max-waiting = -1");
    int checked =
        Ranges.check(
            "throng.gpu-node", named, config -> ServeSettings.from(CommonOptions.node(config)));

    assertThat(checked).isGreaterThan(45);
  }

  @Test
  void tellsWhatDecodingTakesBesideTheHeap() {
    Config config =
        ConfigFactory.parseString(
                "throng.gpu-node { batch.decode-threads = 2, limits.max-pixels = 16000000 }")
            .withFallback(ConfigFactory.load());

    assertThat(ServeSettings.from(CommonOptions.node(config)).decoding())
        .isEqualTo(
            "Memory for decoding: up to 288.0 MB beside the heap, 2 at a time of at most 16000000"
                + " pixels.");
  }

  @ParameterizedTest
  @CsvSource({"134 MB, 33.5", "40 MB, 10.0", "400 MB, 67.1"})
  void readsNoLargerPictureFromOldClientsThanThereIsMemoryFor(String memory, String megabytes) {
    Config config =
        ConfigFactory.parseString("throng.gpu-node.limits.memory = " + memory)
            .withFallback(ConfigFactory.load());

    ServeSettings settings = ServeSettings.from(CommonOptions.node(config));
    int largest = settings.legacy().counter().maxFrameBytes();
    Allowance client = settings.budget().open();
    JpegFrame picture = JpegFrame.of(0, 0, 0, 0, ByteString.fromArrayUnsafe(new byte[largest]));

    assertThat(client.reserve(largest, () -> {})).isTrue();
    assertThat(client.admit(picture, () -> {})).isTrue();
    assertThat(settings.legacy().announcement())
        .contains("Remote crowd counters' clients: pictures of at most " + megabytes + " MB.");
  }

  private static NodeSettings settings(String text) {
    Config node = ConfigFactory.load().getConfig("throng.gpu-node");
    return NodeSettings.from(
        Block.of(
            "throng.gpu-node",
            ConfigFactory.parseString(text).withFallback(node).atPath("throng.gpu-node")));
  }
}
