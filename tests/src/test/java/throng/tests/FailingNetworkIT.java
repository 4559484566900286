package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.gpu.GpuNodeHere;

/** The network fails on one picture of one camera, or a picture cannot be decoded. */
class FailingNetworkIT {
  private static final int PICTURES = 40;
  private static final int BAD = 17;
  private static final String BAD_NAME = "picture" + BAD + ".jpg";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String SETTINGS =
      """
      throng.gpu-node {
        model = "constant:rows=6,columns=8,value=0.25,latency=5ms"
        inference { restart-after = 100ms, restart-after-at-most = 200ms }
      }
      """;

  @TempDir Path folder;
  private final AtomicInteger failures = new AtomicInteger();
  private Path bad;
  private Path good;

  @BeforeEach
  void makePictures() throws IOException {
    bad = Photographs.folder(folder.resolve("bad"), PICTURES, 160, 120);
    good = Photographs.folder(folder.resolve("good"), PICTURES, 320, 240);
  }

  @Test
  void onlyThePictureOnWhichTheNetworkThrowsIsSkipped() throws Exception {
    String output =
        count(
            () -> {
              failures.incrementAndGet();
              throw new IllegalStateException("thrown by the test");
            },
            1);

    assertThat(failures).as(output).hasPositiveValue();
    assertOnlyTheBadOneIsSkipped(output, "MODEL_FAILED");
  }

  @Test
  void onlyThePictureOnWhichWorkersDieIsSkipped() throws Exception {
    String output =
        count(
            () -> {
              failures.incrementAndGet();
              throw new AssertionError("thrown by the test");
            },
            1);

    assertThat(failures).as(output).hasValueGreaterThan(1);
    assertOnlyTheBadOneIsSkipped(output, "MODEL_FAILED");
  }

  @Test
  void everyPictureIsCountedAlthoughAWorkerDiesOnce() throws Exception {
    String output =
        count(
            () -> {
              if (failures.getAndIncrement() == 0) {
                throw new AssertionError("thrown by the test");
              }
            },
            0);

    assertThat(failures).as(output).hasValueGreaterThan(1);
    rowsOf("bad").assertEveryFrameIsCounted(PICTURES);
    assertUndisturbed(output);
  }

  @Test
  void onlyThePictureThatCannotBeDecodedIsSkipped() throws Exception {
    byte[] jpeg = Files.readAllBytes(bad.resolve(BAD_NAME));
    // Its header, and so its size, can still be read.
    Files.write(bad.resolve(BAD_NAME), Arrays.copyOf(jpeg, jpeg.length / 2));

    String output = count(() -> {}, 1);

    assertOnlyTheBadOneIsSkipped(output, "UNDECODABLE");
  }

  /** Counts both folders in one edge node, and gives what it printed. */
  private String count(Runnable whenTheBadOneComes, int exitCode) throws Exception {
    byte[] jpeg = Files.readAllBytes(bad.resolve(BAD_NAME));
    try (GpuNodeHere gpu =
            GpuNodeHere.start(
                SETTINGS, network -> new TamperedNetwork(network, jpeg, whenTheBadOneComes));
        NodeProcess edge =
            NodeProcess.edge(
                folder,
                "--camera",
                bad.toString(),
                "--camera",
                good.toString(),
                "--gpu-node",
                gpu.address(),
                "--csv",
                folder.resolve("counts.csv").toString())) {
      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isEqualTo(exitCode);
      return edge.output();
    }
  }

  private void assertOnlyTheBadOneIsSkipped(String output, String reason) throws IOException {
    List<CsvRows.Row> rows = rowsOf("bad").rows();
    assertThat(rows).as(output).hasSize(PICTURES);
    assertThat(rows)
        .filteredOn(row -> !row.reason().isEmpty())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.name()).isEqualTo(BAD_NAME);
              assertThat(row.reason()).isEqualTo(reason);
            });
    rowsOf("bad").assertInOrder();
    assertThat(Identity.all(output)).contains(new Identity(PICTURES, PICTURES - 1, 1, 0, 0, 0));
    assertUndisturbed(output);
  }

  private void assertUndisturbed(String output) throws IOException {
    rowsOf("good").assertEveryFrameIsCounted(PICTURES);
    assertThat(Identity.all(output))
        .as(output)
        .hasSize(2)
        .allSatisfy(Identity::assertHolds)
        .contains(new Identity(PICTURES, PICTURES, 0, 0, 0, 0));
    assertThat(output).doesNotContain("connected again").doesNotContain("\tat ");
  }

  private CsvRows rowsOf(String camera) throws IOException {
    return new CsvRows(
        CsvRows.read(folder.resolve("counts.csv")).rows().stream()
            .filter(row -> row.camera().endsWith(camera))
            .toList());
  }
}
