package throng.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** An RTSP camera, where Debian's Python and GStreamer's RTSP server are installed. */
final class RtspServer implements AutoCloseable {
  private final Process process;
  private final String address;

  private RtspServer(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /** The camera; empty where this machine cannot serve one. */
  static Optional<RtspServer> start(Path folder) throws IOException {
    Path python = Path.of("/usr/bin/python3");
    if (!Files.isExecutable(python)) {
      return Optional.empty();
    }
    Path script = folder.resolve("rtsp_server.py");
    try (InputStream resource = RtspServer.class.getResourceAsStream("/rtsp_server.py")) {
      Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
    }
    Process process =
        new ProcessBuilder(python.toString(), script.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    if (line == null || !line.startsWith("rtsp://")) {
      process.destroyForcibly();
      return Optional.empty();
    }
    return Optional.of(new RtspServer(process, line));
  }

  String address() {
    return address;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
