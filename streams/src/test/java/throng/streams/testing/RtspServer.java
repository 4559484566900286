package throng.streams.testing;

import akka.util.ByteString;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import throng.streams.frame.JpegHeader;

/**
 * An RTSP camera on loopback that plays JPEGs, interleaved in its TCP connection: RFC 2326 as far
 * as a player needs it, RFC 2435 for the pictures. The path {@code /locked} asks for a user, {@code
 * /locked-sha} with a method that few players know.
 */
public final class RtspServer implements AutoCloseable {
  private static final int TICKS = 3600;

  private final ServerSocket socket = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<byte[]> jpegs;
  private final boolean isEndless;

  private RtspServer(List<byte[]> jpegs, boolean isEndless) throws IOException {
    this.jpegs = jpegs;
    this.isEndless = isEndless;
    threads.execute(this::accept);
  }

  /**
   * A camera that plays the pictures at once, and then is silent.
   *
   * @param jpegs baseline, 4:2:0, standard Huffman tables, sides a multiple of 8
   */
  public static RtspServer once(List<byte[]> jpegs) throws IOException {
    return new RtspServer(jpegs, false);
  }

  /** A camera that plays the pictures again and again, 25 a second. */
  public static RtspServer endless(List<byte[]> jpegs) throws IOException {
    return new RtspServer(jpegs, true);
  }

  public int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket player = socket.accept();
        threads.execute(() -> serve(player));
      }
    } catch (IOException e) {
      // Closed by the test.
    }
  }

  private void serve(Socket player) {
    try (player) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(player.getInputStream(), StandardCharsets.ISO_8859_1));
      DataOutputStream out = new DataOutputStream(player.getOutputStream());
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String request = line;
        String number = "0";
        while (line != null && !line.isEmpty()) {
          number = line.startsWith("CSeq:") ? line.substring(5).strip() : number;
          line = in.readLine();
        }
        answer(request, number, out);
      }
    } catch (IOException e) {
      // The player left.
    }
  }

  private void answer(String request, String number, DataOutputStream out) throws IOException {
    if (request.contains("/locked-sha")) {
      String asked = "WWW-Authenticate: Digest realm=\"x\", nonce=\"1\", algorithm=SHA-256\r\n";
      reply(out, "401 Unauthorized", number, asked, "");
    } else if (request.contains("/locked")) {
      reply(out, "401 Unauthorized", number, "WWW-Authenticate: Basic realm=\"x\"\r\n", "");
    } else if (request.startsWith("DESCRIBE")) {
      String session =
          String.join(
              "\r\n",
              "v=0",
              "o=- 0 0 IN IP4 127.0.0.1",
              "s=x",
              "t=0 0",
              "m=video 0 RTP/AVP 26",
              "c=IN IP4 0.0.0.0",
              "a=control:track0",
              "");
      reply(out, "200 OK", number, "Content-Type: application/sdp\r\n", session);
    } else if (request.startsWith("SETUP")) {
      String transport = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n";
      reply(out, "200 OK", number, transport, "");
    } else {
      String known = "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\nSession: 1\r\n";
      reply(out, "200 OK", number, known, "");
    }
    if (request.startsWith("PLAY") && isEndless) {
      AtomicInteger next = new AtomicInteger();
      var unused =
          clock.scheduleAtFixedRate(
              () -> playOrStop(out, next.getAndIncrement()), 0, 40, TimeUnit.MILLISECONDS);
    } else if (request.startsWith("PLAY")) {
      for (int i = 0; i < jpegs.size(); i++) {
        play(out, i);
      }
    }
  }

  private void playOrStop(DataOutputStream out, int number) {
    try {
      play(out, number);
    } catch (IOException e) {
      // What is thrown ends the schedule.
      throw new UncheckedIOException("The player left.", e);
    }
  }

  private void play(DataOutputStream out, int number) throws IOException {
    byte[] packet = packet(jpegs.get(number % jpegs.size()), number);
    ByteBuffer interleaved = ByteBuffer.allocate(4 + packet.length);
    interleaved.putShort((short) ('$' << 8)).putShort((short) packet.length).put(packet);
    write(out, interleaved.array());
  }

  private static void reply(
      DataOutputStream out, String status, String number, String headers, String body)
      throws IOException {
    String head = "RTSP/1.0 " + status + "\r\nCSeq: " + number + "\r\n" + headers;
    String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
    write(out, (head + length + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
  }

  // Answers and pictures come from two threads, each whole.
  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    synchronized (out) {
      out.write(bytes);
      out.flush();
    }
  }

  /** One RTP packet that holds the whole picture, its quantisation tables in front. */
  private static byte[] packet(byte[] jpeg, int number) {
    ByteArrayOutputStream tables = new ByteArrayOutputStream();
    JpegHeader header = JpegHeader.of(ByteString.fromArray(jpeg)).orElseThrow();
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != 0xDA) {
      int end = at + 2 + length(jpeg, at);
      if ((jpeg[at + 1] & 0xFF) == 0xDB) {
        for (int table = at + 4; table < end; table += 65) {
          tables.write(jpeg, table + 1, 64);
        }
      }
      at = end;
    }
    byte[] scan = Arrays.copyOfRange(jpeg, at + 2 + length(jpeg, at), jpeg.length);
    ByteBuffer packet = ByteBuffer.allocate(12 + 8 + 4 + tables.size() + scan.length);
    packet.put((byte) 0x80).put((byte) (0x80 | 26)).putShort((short) number);
    packet.putInt(number * TICKS).putInt(1);
    packet.putInt(0).put((byte) 1).put((byte) 255);
    packet.put((byte) (header.width() / 8)).put((byte) (header.height() / 8));
    packet.putShort((short) 0).putShort((short) tables.size()).put(tables.toByteArray()).put(scan);
    return packet.array();
  }

  private static int length(byte[] jpeg, int at) {
    return ((jpeg[at + 2] & 0xFF) << 8) | (jpeg[at + 3] & 0xFF);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
    clock.shutdownNow();
  }
}
