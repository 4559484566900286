package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras of different kinds at once, from one entry of one configuration file. */
class FourCamerasIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void everyCameraOfAnEntryIsCounted() throws Exception {
    Path pictures = Photographs.folder(folder.resolve("pictures"), 10, 320, 240);
    Optional<RtspServer> rtsp = RtspServer.start(folder);
    if (rtsp.isEmpty()) {
      System.out.println(
          "FourCamerasIT runs without its RTSP camera: install gir1.2-gst-rtsp-server-1.0,"
              + " python3-gi and gstreamer1.0-plugins-ugly.");
    }
    try (MjpegServer mjpeg = new MjpegServer(list(pictures));
        NodeProcess gpu =
            NodeProcess.gpu(
                folder, "--listen", "127.0.0.1:0", "--model", "constant:value=0.25,latency=5ms")) {
      Path conf = configuration(gpu.address(), pictures, mjpeg.address(), rtsp);
      Path csv = folder.resolve("counts.csv");
      try (NodeProcess edge =
          NodeProcess.edge(
              folder, "--config", conf.toString(), "--node", "lobby", "--csv", csv.toString())) {
        List<String> cameras =
            rtsp.isPresent()
                ? List.of("shelf", "door", "gate", "hall")
                : List.of("shelf", "door", "hall");
        for (String camera : cameras) {
          await(camera).atMost(MINUTE).until(() -> rows(csv, camera) >= 10);
        }
        edge.interrupt();

        assertThat(edge.exitCode(MINUTE)).as(edge.output()).isEqualTo(130);
        List<Identity> identities = Identity.all(edge.output());
        assertThat(identities).as(edge.output()).hasSize(cameras.size());
        identities.forEach(Identity::assertHolds);
      }
    } finally {
      rtsp.ifPresent(RtspServer::close);
    }
  }

  private Path configuration(String address, Path pictures, String mjpeg, Optional<RtspServer> rtsp)
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
            %s
          }
        }
        """
            .formatted(
                address,
                pictures,
                mjpeg,
                rtsp.map(camera -> "gate { source = \"" + camera.address() + "\" }").orElse("")));
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

  private static List<Path> list(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
