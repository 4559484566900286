package throng.tests;

import akka.util.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.wire.Message;
import throng.streams.wire.WireCodec;
import throng.streams.wire.WireDecoder;
import throng.streams.wire.WireLimits;

/** An edge that sends pictures of one size in bytes, as many at once as the node allows. */
final class LargePictures implements AutoCloseable {
  private static final WireLimits LIMITS =
      new WireLimits(
          1,
          1,
          1,
          1 << 20,
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(1),
          1,
          1_000,
          Duration.ofMinutes(1),
          Duration.ofSeconds(1));

  private final String node;
  private final String name;
  private final String token;
  private final byte[] jpeg;
  private final int underWay;
  private final AtomicInteger counted = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::goOn, "large pictures");
  private volatile boolean isOver;

  LargePictures(String node, String name, String token, byte[] jpeg, int underWay) {
    this.node = node;
    this.name = name;
    this.token = token;
    this.jpeg = jpeg;
    this.underWay = underWay;
    thread.setDaemon(true);
    thread.start();
  }

  /** A JPEG of at least this many bytes, most of them comments. */
  static byte[] padded(byte[] jpeg, int length) {
    ByteArrayOutputStream padded = new ByteArrayOutputStream();
    padded.write(jpeg, 0, 2);
    while (padded.size() + jpeg.length < length) {
      padded.write(0xff);
      padded.write(0xfe);
      padded.write(0xff);
      padded.write(0xff);
      padded.write(new byte[0xfffd], 0, 0xfffd);
    }
    padded.write(jpeg, 2, jpeg.length - 2);
    return padded.toByteArray();
  }

  /** How many were counted so far, on all of its connections. */
  int counted() {
    return counted.get();
  }

  // As an edge does: a connection that ends is made again.
  private void goOn() {
    while (!isOver) {
      try (Socket socket = SlowSenders.connect(node)) {
        serve(socket);
      } catch (IOException | IllegalStateException ended) {
        failure.set(ended);
        java.util.concurrent.locks.LockSupport.parkNanos(200_000_000L);
      }
    }
  }

  private void serve(Socket socket) throws IOException {
    WireDecoder decoder = WireDecoder.edge(LIMITS);
    write(
        socket,
        new Message.Hello(
            1, 1, new CameraId("large", name), 1, Mode.LOSSLESS, 640, 480, false, token));
    long sent = 0;
    long answered = 0;
    byte[] buffer = new byte[1 << 16];
    InputStream in = socket.getInputStream();
    boolean isWelcome = false;
    while (!isOver) {
      while (isWelcome && sent - answered < underWay) {
        write(
            socket,
            new Message.Frame(JpegFrame.of(sent++, 0, 0, 0, ByteString.fromArrayUnsafe(jpeg))));
      }
      Message message = decoder.poll(0);
      if (message == null) {
        int length = in.read(buffer);
        if (length < 0) {
          throw new IOException("The node has closed.");
        }
        decoder.offer(ByteString.fromArray(buffer, 0, length), 0);
      } else if (message instanceof Message.Welcome) {
        isWelcome = true;
      } else if (message instanceof Message.Ping ping) {
        write(socket, new Message.Pong(ping.nonce()));
      } else if (message instanceof Message.Reply reply) {
        answered++;
        if (reply.reply() instanceof DensityMap) {
          counted.incrementAndGet();
        }
      } else {
        throw new IllegalStateException("The node says " + message);
      }
    }
  }

  private static void write(Socket socket, Message message) throws IOException {
    socket.getOutputStream().write(WireCodec.encode(message, false).toArray());
  }

  /** What ended its last connection, in words. */
  @Override
  public String toString() {
    return name + ": " + counted + " counted, last failure " + failure.get();
  }

  @Override
  public void close() throws InterruptedException {
    isOver = true;
    thread.join(5_000);
  }
}
