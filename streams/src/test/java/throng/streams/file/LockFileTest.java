package throng.streams.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
  @TempDir Path folder = Path.of(".");

  @Test
  void isForItsOwnerOnly() throws IOException {
    Path lock = folder.resolve("lock");

    for (int time = 0; time < 2; time++) {
      try (FileChannel channel = LockFile.open(lock)) {
        assertThat(channel.tryLock()).isNotNull();
      }
    }

    assertThat(Files.getPosixFilePermissions(lock))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void leavesAloneWhatALinkPointsAt() throws IOException {
    Path others = Files.writeString(folder.resolve("passwd"), "root:x:0:0::/root:/bin/sh\n");
    Files.setPosixFilePermissions(others, PosixFilePermissions.fromString("rw-r--r--"));
    Path lock = Files.createSymbolicLink(folder.resolve("lock"), others);

    assertThatThrownBy(() -> LockFile.open(lock))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("it is a link");

    assertThat(Files.getPosixFilePermissions(others))
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
  }

  @Test
  void makesNothingWhereALinkPointsAt() throws IOException {
    Path nobodys = folder.resolve("elsewhere");
    Path lock = Files.createSymbolicLink(folder.resolve("lock"), nobodys);

    assertThatThrownBy(() -> LockFile.open(lock)).isInstanceOf(FileSystemException.class);

    assertThat(nobodys).doesNotExist();
  }
}
