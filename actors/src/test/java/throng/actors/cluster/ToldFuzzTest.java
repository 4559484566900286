package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.NotSerializableException;
import java.util.Arrays;
import java.util.List;

/** Whatever another node tells, it is read whole, or refused. */
class ToldFuzzTest {
  /** Those that there are, and one that there is not. */
  static final List<String> KINDS =
      List.of(
          "load",
          "names",
          "name-wanted",
          "name-kept",
          "revoked",
          "status",
          "asked",
          "answered",
          "frame");

  private final ToldSerializer serializer = new ToldSerializer();

  /** The first byte is the kind. */
  @FuzzTest(maxDuration = "60s")
  void readsOrRefuses(byte[] bytes) throws Exception {
    if (bytes.length == 0) {
      return;
    }
    String kind = KINDS.get(Byte.toUnsignedInt(bytes[0]) % KINDS.size());
    Object told;
    try {
      told = serializer.fromBinary(Arrays.copyOfRange(bytes, 1, bytes.length), kind);
    } catch (NotSerializableException expected) {
      return;
    }
    assertThat(serializer.manifest(told)).isEqualTo(kind);
    byte[] again = serializer.toBinary(told);
    assertThat(serializer.toBinary(serializer.fromBinary(again, kind))).isEqualTo(again);
  }
}
