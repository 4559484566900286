package throng.edge.lan;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.common.console.Console;

class PicturesTest {
  @TempDir Path folder;

  @Test
  void aRecordingOfWhatCannotBeDecodedIsIncomplete() {
    Path file = folder.resolve("stream.avi");
    try (Console console = Console.create(true)) {
      Pictures pictures = new Pictures(console, new Recordings(Optional.of(file)), 20, null);

      pictures.beginFilm();
      assertThat(pictures.ofStream(ByteString.fromString("no picture"))).isFalse();
      pictures.endFilm();

      assertThat(file).doesNotExist();
      assertThat(pictures.isIncomplete()).isTrue();
    }
  }
}
