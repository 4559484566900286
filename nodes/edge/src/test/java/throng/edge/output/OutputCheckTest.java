package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.edge.output.OutputCheck.Named;
import throng.streams.settings.SettingsException;

class OutputCheckTest {
  @TempDir Path folder;

  private Path source;

  @BeforeEach
  void film() throws IOException {
    source = Files.writeString(folder.resolve("src.avi"), "film");
  }

  @Test
  void refusesAnInput() {
    refuses(source, source);
  }

  @Test
  void refusesAnInputByAnotherName() throws IOException {
    Files.createDirectory(folder.resolve("sub"));

    refuses(source, folder.resolve("sub/../src.avi"));
  }

  @Test
  void refusesALinkToAnInputAndAnInputThatIsALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.avi"), source);

    refuses(source, link);
    refuses(link, source);
  }

  @Test
  void refusesAnInputsOtherHardLink() throws IOException {
    refuses(source, Files.createLink(folder.resolve("hard.avi"), source));
  }

  @Test
  void refusesAnInputBehindALinkedFolder() throws IOException {
    Path linked = Files.createSymbolicLink(folder.resolve("linked"), folder);

    refuses(source, linked.resolve("src.avi"));
  }

  @Test
  void refusesTwoOutputsOfOneFile() throws IOException {
    Path linked = Files.createSymbolicLink(folder.resolve("linked"), folder);
    Path link = Files.createSymbolicLink(folder.resolve("b"), folder.resolve("a"));

    refusesTwo(folder.resolve("a"), folder.resolve("a"));
    refusesTwo(folder.resolve("a"), linked.resolve("a"));
    refusesTwo(folder.resolve("a"), link);
  }

  @Test
  void refusesToDeleteAnInputOneDay() throws IOException {
    Path film = Files.writeString(folder.resolve("20200101T000000Z.avi"), "film");

    refuses(film, folder.resolve("%t.avi"));
  }

  @Test
  void refusesMapsAmongPicturesThatAreNamedAlike() throws IOException {
    Path picture = Files.writeString(folder.resolve("a_density.png"), "picture");

    refuses(picture, folder);
    refuses(folder, folder);
  }

  @Test
  void takesWhatKeepsNothingAndWhatIsApart() throws IOException {
    Path other = folder.resolve("other.avi");

    assertThatCode(
            () ->
                OutputCheck.check(
                    List.of(named("in", source), named("in", Path.of("/dev/null"))),
                    List.of(
                        named("one", Path.of("/dev/null")),
                        named("two", Path.of("/dev/null")),
                        named("three", other),
                        named("maps", folder))))
        .doesNotThrowAnyException();
  }

  private static void refuses(Path input, Path output) {
    assertThatThrownBy(
            () ->
                OutputCheck.check(
                    List.of(named("the source of door", input)),
                    List.of(named("--record X", output))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--record X is written where the source of door is");
  }

  private static void refusesTwo(Path one, Path other) {
    assertThatThrownBy(
            () ->
                OutputCheck.check(
                    List.of(), List.of(named("--csv A", one), named("--record B", other))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--record B is written where --csv A is");
  }

  private static Named named(String name, Path path) {
    return new Named(name, path);
  }
}
