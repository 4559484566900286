package throng.edge.lan;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.common.console.Console;

class PicturesTest {
  private final Console console = Console.create(true);
  @TempDir Path folder;

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void aRecordingOfWhatCannotBeDecodedIsIncomplete() {
    Path file = folder.resolve("stream.avi");
    Pictures pictures = new Pictures(console, new Recordings(Optional.of(file)), 20, null);

    pictures.beginFilm();
    pictures.ofStream(ByteString.fromString("no picture"));
    pictures.endFilm();

    assertThat(file).doesNotExist();
    assertThat(pictures.isIncomplete()).isTrue();
  }
}
