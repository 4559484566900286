package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.util.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.flow.Outcome;
import throng.streams.frame.SkipReason;

class MapsFolderTest {
  @TempDir Path folder;

  private boolean overwrites;

  private final ByteString jpeg = Outcomes.jpeg(320, 240);

  @Test
  void writesColouredMapOverlayAndValuesOfAPicture() throws IOException {
    show(named("IMG_1.jpg", 0));

    assertThat(names()).containsExactly("IMG_1.npy", "IMG_1_density.png", "IMG_1_overlay.png");
    var density = ImageIO.read(folder.resolve("IMG_1_density.png").toFile());
    assertThat(density.getWidth()).isEqualTo(320);
    assertThat(density.getHeight()).isEqualTo(240);
    assertThat(density.getRGB(0, 0)).isEqualTo(0xff000080);
  }

  @Test
  void numbersPicturesThatShareAName() throws IOException {
    show(named("a.jpg", 0), named("a.png", 1), named("", 2));

    assertThat(names()).contains("a.npy", "a_000001.npy", "door_000002.npy");
  }

  @Test
  void writesNothingForAPictureWithoutACount() throws IOException {
    show(
        Outcomes.skipped(0, Outcomes.picture(jpeg, 320, 240, "a.jpg", -1), SkipReason.UNDECODABLE));

    assertThat(names()).isEmpty();
  }

  @Test
  void staysInItsFolderWhateverAPictureIsCalled() throws IOException {
    show(named("../../up.jpg", 0));

    assertThat(names()).contains("up.npy");
  }

  @Test
  void leavesEarlierMapsAsTheyAre() throws IOException {
    Files.writeString(folder.resolve("a.npy"), "yesterday's");

    show(named("a.jpg", 0));

    assertThat(folder.resolve("a.npy")).hasContent("yesterday's");
    assertThat(names()).containsExactly("a-2.npy", "a-2_density.png", "a-2_overlay.png", "a.npy");
  }

  @Test
  void overwritesThemWhereThatIsWanted() throws IOException {
    Files.writeString(folder.resolve("a.npy"), "yesterday's");
    overwrites = true;

    show(named("a.jpg", 0));

    assertThat(names()).containsExactly("a.npy", "a_density.png", "a_overlay.png");
    assertThat(Files.size(folder.resolve("a.npy"))).isGreaterThan(100);
  }

  @Test
  void goesOnAfterAPictureWhoseNameCannotBeWritten() throws IOException {
    MapsFolder maps = new MapsFolder(folder, "door", Outcomes.overlay(), false);

    assertThatThrownBy(() -> maps.show(named("a\0b.jpg", 0)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("LC_ALL=C.UTF-8");
    maps.show(named("c.jpg", 1));
    maps.close();

    assertThat(names()).containsExactly("c.npy", "c_density.png", "c_overlay.png");
  }

  @Test
  void leavesNoPartOfAPicturesMaps() throws IOException {
    Files.createDirectory(folder.resolve("a.npy"));
    overwrites = true;

    assertThatThrownBy(() -> show(named("a.jpg", 0))).isInstanceOf(IOException.class);

    assertThat(names()).doesNotContain("a_density.png", "a_overlay.png");
  }

  private Outcome named(String name, long sequence) {
    return Outcomes.counted(
        sequence, Outcomes.picture(jpeg, 320, 240, name, -1), Outcomes.oneHot(4, 6));
  }

  private void show(Outcome... outcomes) throws IOException {
    MapsFolder maps = new MapsFolder(folder, "door", Outcomes.overlay(), overwrites);
    for (Outcome outcome : outcomes) {
      maps.show(outcome);
    }
    maps.close();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
