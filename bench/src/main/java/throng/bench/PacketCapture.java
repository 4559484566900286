package throng.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What tshark sees on one port of the loopback interface. */
final class PacketCapture implements AutoCloseable {
  private static final long SETTLE_MILLIS = 4000;

  private record Packet(String source, int payload) {}

  /**
   * What was seen.
   *
   * @param packets in both directions, with those that only acknowledge
   * @param payload bytes
   * @param turns how often the side that sends payload changed
   */
  record Figures(int packets, long payload, int turns) {}

  private final Process tshark;
  private final List<Packet> packets = new ArrayList<>();

  private PacketCapture(Process tshark) {
    this.tshark = tshark;
  }

  /** Begins to look; empty: there is no tshark, or it may not. */
  static Optional<PacketCapture> start(String address) throws InterruptedException {
    String port = address.substring(address.lastIndexOf(':') + 1);
    try {
      Process tshark =
          new ProcessBuilder(
                  "tshark",
                  "-i",
                  "lo",
                  "-l",
                  "-f",
                  "tcp port " + port,
                  "-T",
                  "fields",
                  "-e",
                  "tcp.srcport",
                  "-e",
                  "tcp.len")
              .start();
      PacketCapture capture = new PacketCapture(tshark);
      background(tshark.getErrorStream(), line -> {});
      background(tshark.getInputStream(), capture::note);
      TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
      return tshark.isAlive() ? Optional.of(capture) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private interface LineReader {
    void line(String line);
  }

  private static void background(InputStream stream, LineReader reader) {
    Thread thread =
        new Thread(
            () -> {
              try (var lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  reader.line(line);
                }
              } catch (IOException ended) {
                return;
              }
            },
            "tshark");
    thread.setDaemon(true);
    thread.start();
  }

  private synchronized void note(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length == 2 && !fields[1].isEmpty()) {
      packets.add(new Packet(fields[0], Integer.parseInt(fields[1])));
    }
  }

  /** Ends the capture. */
  Figures figures() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
    synchronized (this) {
      long payload = 0;
      int turns = 0;
      String before = "";
      for (Packet packet : packets) {
        payload += packet.payload();
        if (packet.payload() > 0 && !packet.source().equals(before)) {
          turns++;
          before = packet.source();
        }
      }
      return new Figures(packets.size(), payload, turns);
    }
  }

  @Override
  public void close() {
    tshark.destroy();
  }
}
