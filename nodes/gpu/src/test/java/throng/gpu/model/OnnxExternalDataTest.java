package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Networks whose weights lie in other files are none that a node opens. */
class OnnxExternalDataTest {
  private static byte[] message(int field, byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(new byte[] {(byte) (field << 3 | 2), (byte) part.length});
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @Test
  void findsATensorThatNamesAnotherFile() {
    byte[] location = message(2, "../../secret".getBytes(StandardCharsets.UTF_8));
    byte[] tensor = message(13, message(1, location));
    byte[] inGraph = message(7, message(5, tensor));
    byte[] inNode = message(7, message(1, message(5, message(5, tensor))));

    assertThat(OnnxExternalData.isIn(inGraph)).isTrue();
    assertThat(OnnxExternalData.isIn(inNode)).isTrue();
  }

  @Test
  void findsATensorThatSaysSo() {
    byte[] tensor = {14 << 3, 1};

    assertThat(OnnxExternalData.isIn(message(7, message(5, tensor)))).isTrue();
    assertThat(OnnxExternalData.isIn(message(7, message(5, new byte[] {14 << 3, 0})))).isFalse();
  }

  @Test
  void findsNoneInOrdinaryNetworksAndInWhatIsNone() throws Exception {
    for (String name : new String[] {Networks.PLANES, Networks.NEIGHBOURS}) {
      byte[] network = Files.readAllBytes(Networks.folder(name).resolve("model.onnx"));
      assertThat(OnnxExternalData.isIn(network)).as(name).isFalse();
    }
    assertThat(OnnxExternalData.isIn("no network".getBytes(StandardCharsets.UTF_8))).isFalse();
  }
}
