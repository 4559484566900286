package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.testing.RtspServer;

/** Cameras of different kinds at once, from one entry of one configuration file. */
class FourCamerasIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void everyCameraOfAnEntryIsCounted() throws Exception {
    Path pictures = Photographs.folder(folder.resolve("pictures"), 10, 320, 240);
    try (MjpegServer mjpeg = new MjpegServer(list(pictures));
        RtspServer rtsp = RtspServer.endless(jpegs(pictures));
        NodeProcess gpu =
            NodeProcess.gpu(
                folder, "--listen", "127.0.0.1:0", "--model", "constant:value=0.25,latency=5ms")) {
      Path conf = configuration(gpu.address(), pictures, mjpeg.address(), rtsp.port());
      Path csv = folder.resolve("counts.csv");
      try (NodeProcess edge =
          NodeProcess.edge(
              folder, "--config", conf.toString(), "--node", "lobby", "--csv", csv.toString())) {
        List<String> cameras = List.of("shelf", "door", "gate", "hall");
        for (String camera : cameras) {
          await(camera).atMost(MINUTE).until(() -> rows(csv, camera) >= 10);
        }
        edge.interrupt();

        assertThat(edge.exitCode(MINUTE)).as(edge.output()).isEqualTo(130);
        List<Identity> identities = Identity.all(edge.output());
        assertThat(identities).as(edge.output()).hasSize(cameras.size());
        identities.forEach(Identity::assertHolds);
      }
    }
  }

  private Path configuration(String address, Path pictures, String mjpeg, int rtspPort)
      throws Exception {
    Path conf = folder.resolve("application.conf");
    Files.writeString(
        conf,
        """
        throng.edge-nodes.lobby {
          gpu-nodes = ["%s"]
          cameras {
            shelf { source = "%s" }
            door { source = "%s" }
            hall { source = "test:people=5,size=320x240,fps=10" }
            gate { source = "rtsp://127.0.0.1:%d/live" }
          }
        }
        """
            .formatted(address, pictures, mjpeg, rtspPort));
    return conf;
  }

  private static long rows(Path csv, String camera) throws Exception {
    if (!Files.exists(csv)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(csv)) {
      return lines
          .filter(line -> line.startsWith(camera + ",") || line.contains("/" + camera + ","))
          .count();
    }
  }

  private static List<byte[]> jpegs(Path folder) throws Exception {
    List<byte[]> jpegs = new ArrayList<>();
    for (Path picture : list(folder)) {
      jpegs.add(Files.readAllBytes(picture));
    }
    return jpegs;
  }

  private static List<Path> list(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
