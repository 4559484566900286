package throng.gpu.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The runtime of the networks tells nobody of its use.
 *
 * <p>Builds of ONNX Runtime from 1.29.0 on read this machine's identity and command line, and send
 * events to their maker wherever {@code ORT_DISABLE_TELEMETRY} is not set, which a Java program
 * cannot do for itself. What is looked for are the words of the library that sends them.
 */
class OnnxRuntimeTest {
  @ParameterizedTest
  @ValueSource(strings = {"linux-x64", "linux-aarch64"})
  void hasNothingThatSendsEvents(String platform) throws IOException {
    String library = "/ai/onnxruntime/native/" + platform + "/libonnxruntime.so";
    try (InputStream in = OrtEnvironment.class.getResourceAsStream(library)) {
      assertThat(in).as(library).isNotNull();

      String bytes = new String(in.readAllBytes(), ISO_8859_1);

      assertThat(bytes.contains("eventCollectorUri")).isFalse();
      assertThat(bytes.contains("/etc/machine-id")).isFalse();
    }
  }
}
