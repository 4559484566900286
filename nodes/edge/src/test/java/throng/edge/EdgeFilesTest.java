package throng.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a run writes, and what it leaves as it is. */
class EdgeFilesTest extends EdgeCommandLine {
  @Test
  void refusesAnOutputThatIsAnInputASettingOrAnotherOutput() throws IOException {
    Path film = Files.copy(folder.resolve("pictures/a1.jpg"), folder.resolve("film.avi"));
    Path token = Files.writeString(folder.resolve("token"), "secret");
    Path conf = Files.writeString(folder.resolve("conf"), "include \"more.conf\"");
    Path more = Files.writeString(folder.resolve("more.conf"), "throng.edge-node.window = 3");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), token);
    Path hard = Files.createLink(folder.resolve("hard.mp4"), film);

    refuses("--camera " + film + " --record " + film);
    refuses("--camera " + film + " --record " + film + " --overwrite");
    refuses("--camera " + film + " --record " + hard);
    refuses("--camera " + film + " --csv " + film);
    refuses("--camera test --token-file " + token + " --csv " + token);
    refuses("--camera test --token-file " + token + " --csv " + link);
    refuses("--camera test --config " + conf + " --csv " + conf);
    refuses("--camera test --config " + conf + " --csv " + more);
    refuses("--camera test --csv " + file("x.mp4") + " --record " + file("./x.mp4"));
    refuses("--camera " + pictures() + " --maps " + pictures());
    refuses("--camera " + pictures() + " --csv " + file("pictures/a1.jpg") + " --print-config");
    refuses("view 127.0.0.1:1 --config " + conf + " --snapshot " + conf);
    refuses("view 127.0.0.1:1 --record " + file("x.avi") + " --snapshot " + file("x.avi"));

    assertThat(film).hasSameBinaryContentAs(folder.resolve("pictures/a1.jpg"));
    assertThat(token).hasContent("secret");
    assertThat(node.received()).isEmpty();
  }

  private void refuses(String line) {
    output.reset();
    assertThat(EdgeCommand.execute(line.split(" ", -1))).as(line).isEqualTo(2);
    assertThat(printed())
        .as(line)
        .contains(" is written where ", "would destroy it")
        .doesNotContain("Exception");
  }

  @Test
  void keepsWhatAnEarlierRunWrote() throws IOException {
    for (int run = 0; run < 2; run++) {
      assertThat(
              edge(
                  "--camera", pictures(),
                  "--csv", file("out.csv"),
                  "--record", file("out.avi"),
                  "--maps", file("maps")))
          .isZero();
    }

    List<String> rows = Files.readAllLines(folder.resolve("out.csv"));
    assertThat(rows).hasSize(7);
    assertThat(rows.stream().skip(1).map(row -> row.split(",", -1)[12]).distinct()).hasSize(2);
    assertThat(folder.resolve("out.avi")).isNotEmptyFile();
    assertThat(folder.resolve("out-2.avi")).isNotEmptyFile();
    assertThat(folder.resolve("maps/a10.npy")).isNotEmptyFile();
    assertThat(folder.resolve("maps/a10-2.npy")).isNotEmptyFile();
    assertThat(printed()).contains("goes to " + file("out-2.avi"));
  }

  @Test
  void overwritesWhereThatIsSaid() throws IOException {
    for (int run = 0; run < 2; run++) {
      assertThat(edge("--camera", pictures(), "--csv", file("out.csv"), "--overwrite")).isZero();
    }

    assertThat(Files.readAllLines(folder.resolve("out.csv"))).hasSize(4);
  }

  @Test
  void deletesDatedFilesThatAreTooOld() throws IOException {
    Path old = Files.writeString(folder.resolve("out-20200101T000000Z.csv"), "old");
    Path other = Files.writeString(folder.resolve("out-20200101.csv"), "other");

    assertThat(edge("--camera", pictures(), "--csv", file("out-%t.csv"), "--keep", "30d")).isZero();

    assertThat(old).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void countsOnWhenTheDiskIsFull() {
    Assumptions.assumeTrue(Files.isWritable(Path.of("/dev/full")), "no /dev/full here");

    assertThat(edge("--camera", pictures(), "--csv", "/dev/full")).isEqualTo(1);

    assertThat(printed())
        .containsOnlyOnce("--csv /dev/full: cannot be written (")
        .contains("tried again every 10 s", "--csv /dev/full: 3 rows are missing at its end")
        .contains("captured 3 = counted 3 ");
  }

  @Test
  void writesMapsAndARecordingOfPictures() {
    int code = edge("--camera", pictures(), "--maps", file("maps"), "--record", file("out.mp4"));

    assertThat(code).isZero();
    assertThat(folder.resolve("maps/a10_density.png")).isNotEmptyFile();
    assertThat(folder.resolve("maps/a10_overlay.png")).isNotEmptyFile();
    assertThat(folder.resolve("maps/a10.npy")).isNotEmptyFile();
    assertThat(folder.resolve("out.mp4")).isNotEmptyFile();
  }
}
