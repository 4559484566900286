package throng.common.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountsTest {
  private static final List<String> MOUNTS =
      List.of(
          "/dev/vda / ext4 rw,relatime 0 0",
          "tmpfs /tmp tmpfs rw,nosuid,nodev,noexec,size=65536k 0 0",
          "tmpfs /tmp/my\\040work tmpfs rw 0 0",
          "/dev/vdb /home ext4 rw,noexec 0 0",
          "/dev/vdc /home ext4 rw 0 0");

  @ParameterizedTest
  @CsvSource({
    "/tmp, true",
    "/tmp/throng, true",
    "/tmporary, false",
    "/tmp/my work/cache, false",
    "/home/anna, false",
    "/var, false"
  })
  void tellTheOptionOfTheNearestOne(String folder, boolean forbidden) {
    assertThat(Mounts.forbidPrograms(Path.of(folder), MOUNTS)).isEqualTo(forbidden);
  }
}
