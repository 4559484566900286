package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  @TempDir Path folder;

  private FileName name;
  private Path current;

  @BeforeEach
  void films() throws IOException {
    name = new FileName(folder.resolve("door-%t.mp4"));
    for (String film : List.of("20261026T095959Z", "20261027T100001Z", "20261126T090000Z")) {
      Files.writeString(folder.resolve("door-" + film + ".mp4"), "film");
    }
    for (String other : List.of("hall-20200101T000000Z.mp4", "door-old.mp4", "door.mp4")) {
      Files.writeString(folder.resolve(other), "not ours");
    }
    current = name.at(NOW);
    Files.writeString(current, "film");
  }

  @Test
  void deletesWhatBeganTooLongAgoAndIsNamedExactlySo() throws IOException {
    tidy(Optional.of(Duration.ofDays(30)), Optional.empty(), folder -> 0);

    assertThat(names())
        .containsExactly(
            "door-20261027T100001Z.mp4",
            "door-20261126T090000Z.mp4",
            "door-20261126T100000Z.mp4",
            "door-old.mp4",
            "door.mp4",
            "hall-20200101T000000Z.mp4");
  }

  @Test
  void deletesTheOldestUntilEnoughIsFree() throws IOException {
    tidy(Optional.empty(), Optional.of(101L), folder -> 106 - count());

    assertThat(names()).doesNotContain("door-20261026T095959Z.mp4", "door-20261027T100001Z.mp4");
    assertThat(names()).contains("door-20261126T090000Z.mp4", "hall-20200101T000000Z.mp4");
  }

  @Test
  void leavesTheFileThatIsWritten() throws IOException {
    tidy(Optional.of(Duration.ofSeconds(0)), Optional.of(Long.MAX_VALUE), folder -> 0);

    assertThat(names()).contains("door-20261126T100000Z.mp4").hasSize(4);
  }

  @Test
  void leavesLinks() throws IOException {
    Path link = folder.resolve("door-20200101T000000Z.mp4");
    Files.createSymbolicLink(link, folder.resolve("door.mp4"));

    tidy(Optional.of(Duration.ofDays(30)), Optional.empty(), folder -> 0);

    assertThat(link).exists();
  }

  private void tidy(Optional<Duration> keep, Optional<Long> keepFree, Retention.FreeSpace free)
      throws IOException {
    new Retention(keep, keepFree, free).tidy(name, current, NOW);
  }

  private long count() throws IOException {
    return names().size();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
