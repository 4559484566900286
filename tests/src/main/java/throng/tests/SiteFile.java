package throng.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Settings of an edge node with many live cameras, {@code site/c0} onwards.
 *
 * @param settings the file
 * @param csv where the node is to write what is counted
 */
public record SiteFile(Path settings, Path csv) {
  /**
   * Writes them.
   *
   * @param folder the node's own
   * @param gpuNodes a list as settings have it
   * @param live how many cameras
   * @param fps pictures a second of each
   * @param more settings of {@code throng.edge-nodes.site}, such as further cameras
   */
  public static SiteFile write(Path folder, String gpuNodes, int live, int fps, String more)
      throws IOException {
    String cameras =
        IntStream.range(0, live)
            .mapToObj(
                i ->
                    "c%d { source = \"test:people=5,size=160x120,fps=%d,seed=%d\" }"
                        .formatted(i, fps, i))
            .collect(Collectors.joining("\n"));
    Path settings = Files.createDirectories(folder).resolve("edge.conf");
    Files.writeString(
        settings,
        "throng.edge-nodes.site { gpu-nodes = %s\n cameras { %s }\n %s }"
            .formatted(gpuNodes, cameras, more));
    return new SiteFile(settings, folder.resolve("counts.csv"));
  }

  /** What the node is to be started with. */
  public String[] arguments() {
    return new String[] {
      "--config", settings.toString(), "--node", "site", "--csv", csv.toString()
    };
  }
}
