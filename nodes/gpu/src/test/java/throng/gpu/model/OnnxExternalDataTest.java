package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
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

    assertThat(OnnxExternalData.fault(inGraph))
        .hasValueSatisfying(OnnxExternalDataTest::namesFiles);
    assertThat(OnnxExternalData.fault(inNode)).hasValueSatisfying(OnnxExternalDataTest::namesFiles);
  }

  @Test
  void findsATensorThatSaysSo() {
    byte[] tensor = {14 << 3, 1};

    assertThat(OnnxExternalData.fault(message(7, message(5, tensor))))
        .hasValueSatisfying(OnnxExternalDataTest::namesFiles);
    assertThat(OnnxExternalData.fault(message(7, message(5, new byte[] {14 << 3, 0})))).isEmpty();
  }

  private static void namesFiles(String fault) {
    assertThat(fault).contains("has its weights in other files");
  }

  @Test
  void findsNoneInOrdinaryNetworks() throws Exception {
    for (String name : new String[] {Networks.PLANES, Networks.NEIGHBOURS}) {
      byte[] network = Files.readAllBytes(Networks.folder(name).resolve("model.onnx"));
      assertThat(OnnxExternalData.fault(network)).as(name).isEmpty();
    }
  }

  @Test
  void knowsNothingOfWhatCannotBeReadToItsEnd() {
    byte[] hidden = message(7, message(5, message(13, message(1, new byte[] {1}))));
    byte[] unknownBefore = new byte[hidden.length + 1];
    unknownBefore[0] = 7;
    System.arraycopy(hidden, 0, unknownBefore, 1, hidden.length);

    assertThat(OnnxExternalData.fault("no network".getBytes(StandardCharsets.UTF_8)))
        .hasValueSatisfying(fault -> assertThat(fault).contains("cannot be read to its end"));
    assertThat(OnnxExternalData.fault(unknownBefore)).isPresent();
    assertThat(OnnxExternalData.fault(Arrays.copyOf(message(8, new byte[9]), 10))).isPresent();
  }

  @Test
  void doesNotGoRoundInCirclesWhereAFieldHasLessThanNoBytes() {
    byte[] backToItsBegin = {1 << 3 | 2, -6, -1, -1, -1, -1, -1, -1, -1, -1, 1};
    byte[] by32Bits = {1 << 3 | 2, -6, -1, -1, -1, 15};

    assertThat(OnnxExternalData.fault(backToItsBegin)).isPresent();
    assertThat(OnnxExternalData.fault(by32Bits)).isPresent();
  }

  @Test
  void knowsNothingOfGraphsThatAreDeeperThanItLooks() {
    byte[] graph = message(5, new byte[] {14 << 3, 1});
    for (int depth = 0; depth < 14 && graph.length < 100; depth++) {
      graph = message(1, message(5, message(6, graph)));
    }

    assertThat(OnnxExternalData.fault(message(7, graph)))
        .hasValueSatisfying(fault -> assertThat(fault).contains("cannot be read to its end"));
  }
}
