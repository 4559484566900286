package throng.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code edge-node view} as a process, against an edge of 2024 and against ours. */
class ViewerIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void fetchesPicturesOneByOneFromAPipeAndConfirmsEach() throws Exception {
    try (EdgeSocket edge = new EdgeSocket();
        NodeProcess viewer = view(edge)) {
      type(viewer, "0 a.jpg\n0 b.jpg\n");
      viewer.closeInput();
      edge.accept();
      for (int i = 0; i < 2; i++) {
        assertThat(edge.command()).isEqualTo("0");
        edge.send(i);
        assertThat(edge.command()).isEqualTo("1");
      }
      assertThat(edge.command()).isEmpty();

      assertThat(viewer.exitCode(MINUTE)).as(viewer.output()).isZero();
    }
    assertThat(folder.resolve("a.jpg")).hasBinaryContent(EdgeSocket.jpeg(0));
    assertThat(folder.resolve("b.jpg")).hasBinaryContent(EdgeSocket.jpeg(1));
  }

  @Test
  void recordsTheStreamUntilItIsStopped() throws Exception {
    try (EdgeSocket edge = new EdgeSocket();
        NodeProcess viewer = view(edge)) {
      type(viewer, "3\n");
      edge.accept();
      assertThat(edge.command()).isEqualTo("3");
      for (int i = 0; i < 30; i++) {
        edge.send(i);
      }
      viewer.waitFor(Pattern.compile("fps, 30 pictures"), MINUTE);
      viewer.waitFor(Pattern.compile("No picture for 1 s"), MINUTE);
      type(viewer, "q\n2\n");
      assertThat(edge.command()).isEqualTo("q");
      assertThat(edge.command()).isEqualTo("1");
      assertThat(edge.command()).isEqualTo("2");
      edge.hangUp();

      assertThat(viewer.exitCode(MINUTE)).as(viewer.output()).isZero();
    }
    List<Path> films = films();
    assertThat(films).hasSize(1);
    assertThat(films.get(0).getFileName().toString()).matches("video_stream_\\d{13}\\.avi");
    assertPlays(films.get(0));
  }

  @Test
  void closesTheRecordingWhenTheEdgeGoesAwayAndComesBackWithAnother() throws Exception {
    try (EdgeSocket edge = new EdgeSocket();
        NodeProcess viewer = view(edge, "--record", "film.avi")) {
      type(viewer, "3\n");
      edge.accept();
      assertThat(edge.command()).isEqualTo("3");
      edge.send(1);
      edge.send(2);
      viewer.waitFor(Pattern.compile("Recording to film.avi"), MINUTE);
      edge.hangUp();
      viewer.waitFor(Pattern.compile("Recorded to film.avi"), MINUTE);
      assertPlays(folder.resolve("film.avi"));

      edge.accept();
      assertThat(edge.command()).isEqualTo("3");
      edge.send(3);
      viewer.waitFor(Pattern.compile("Recording to film-2.avi"), MINUTE);
      viewer.interrupt();

      assertThat(viewer.exitCode(MINUTE)).as(viewer.output()).isEqualTo(130);
    }
    assertPlays(folder.resolve("film-2.avi"));
  }

  @Test
  void saysThatNoPictureCameAndThatAnEdgeIsNotThere() throws Exception {
    try (EdgeSocket edge = new EdgeSocket();
        NodeProcess viewer = view(edge, "-Dthrong.edge-node.viewer.picture-timeout=500ms")) {
      type(viewer, "0\n");
      viewer.closeInput();
      edge.accept();
      assertThat(edge.command()).isEqualTo("0");

      assertThat(viewer.exitCode(MINUTE)).as(viewer.output()).isEqualTo(3);
      assertThat(viewer.output()).contains("No picture within 500 ms");
    }
    try (NodeProcess viewer =
        NodeProcess.edge(folder, "view", "127.0.0.1:1", "--snapshot", "none.jpg")) {
      assertThat(viewer.exitCode(MINUTE)).as(viewer.output()).isEqualTo(3);
      assertThat(viewer.output()).contains("127.0.0.1:1 does not answer");
    }
  }

  @Test
  void showsWhatOurEdgeServes() throws Exception {
    try (NodeProcess edge =
            NodeProcess.edge(
                folder,
                "--camera",
                "test:people=5,size=160x120,fps=20",
                "--no-count",
                "--serve",
                "0");
        NodeProcess viewer =
            NodeProcess.edge(
                folder, "view", edge.address(), "--headless", "--record", "ours.avi")) {
      type(viewer, "0 first.jpg\n3\n");
      viewer.waitFor(Pattern.compile("fps, \\d{2,} pictures"), MINUTE);
      edge.kill();
      viewer.waitFor(Pattern.compile("Recorded to ours.avi"), MINUTE);
      viewer.closeInput();

      assertThat(viewer.exitCode(MINUTE)).as(viewer.output()).isZero();
    }
    assertThat(Files.size(folder.resolve("first.jpg"))).isPositive();
    assertPlays(folder.resolve("ours.avi"));
  }

  private NodeProcess view(EdgeSocket edge, String... more) throws IOException {
    return NodeProcess.edge(
        folder,
        Stream.concat(Stream.of("view", edge.address(), "--headless"), Stream.of(more))
            .toArray(String[]::new));
  }

  private static void type(NodeProcess viewer, String lines) throws IOException {
    OutputStream input = viewer.input();
    input.write(lines.getBytes(UTF_8));
    input.flush();
  }

  private List<Path> films() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".avi")).toList();
    }
  }

  private static void assertPlays(Path film) throws IOException {
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(film.toFile())) {
      grabber.start();
      assertThat(grabber.getVideoFrameRate()).isEqualTo(20);
      assertThat(grabber.getImageWidth()).isEqualTo(160);
      assertThat(grabber.grabImage()).isNotNull();
    }
  }
}
