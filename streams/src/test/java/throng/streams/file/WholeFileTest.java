package throng.streams.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  @Test
  void whoReadsLeavesAloneWhatAnotherProcessIsWriting() throws IOException {
    WholeFile file = new WholeFile(folder.resolve("revoked"));
    file.write("edge/lobby\n");
    Path anothers = Files.writeString(folder.resolve("revoked4711.new"), "edge/lo");

    assertThat(file.read()).contains("edge/lobby\n");

    assertThat(anothers).exists();
  }

  @Test
  void whatWasLeftByWhoWasKilledGoes() throws IOException {
    WholeFile file = new WholeFile(folder.resolve("revoked"));
    Path left = Files.writeString(folder.resolve("revoked4711.new"), "edge/lo");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(90)));

    assertThat(file.read()).isEmpty();

    assertThat(left).doesNotExist();
  }

  @Test
  void whatCannotBeForcedToTheDiskIsWrittenAllTheSame() throws IOException {
    // A device takes no such order, as some file systems take none for folders.
    WholeFile.force(Path.of("/dev/null"));

    assertThatThrownBy(() -> WholeFile.force(folder.resolve("gone")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
