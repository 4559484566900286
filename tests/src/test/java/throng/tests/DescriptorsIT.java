package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.frame.CameraId;
import throng.streams.frame.Mode;
import throng.streams.wire.Message;
import throng.streams.wire.WireCodec;

/** A GPU node that may open fewer files than it has connections to accept. */
class DescriptorsIT {
  private static final int DESCRIPTORS = 100;
  private static final int MORE_THAN_FIT = 80;
  private static final int WELCOME = 2;
  private static final int LOOKS = 30;
  private static final int LOOK_MILLIS = 500;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration WHILE = Duration.ofSeconds(5);
  private static final Pattern AT_START =
      Pattern.compile("allows 320 connections, but this process may open " + DESCRIPTORS);
  private static final Pattern OUTAGE =
      Pattern.compile("No further connection is accepted: .* may open 100 \\(ulimit -n\\)");

  @TempDir Path folder;

  @Test
  void saysSoWaitsWithoutSpinningAndServesAgainWhenConnectionsHaveGone() throws Exception {
    List<Socket> cameras = new ArrayList<>();
    try (NodeProcess gpu =
        NodeProcess.gpuWithDescriptors(
            DESCRIPTORS,
            folder,
            "--model",
            "constant",
            "--listen",
            "127.0.0.1:0",
            "-Dthrong.gpu-node.legacy.stop-and-wait-listen=off",
            "-Dthrong.gpu-node.limits.silence-timeout=10m")) {
      InetSocketAddress node = address(gpu);
      gpu.waitFor(AT_START, MINUTE);

      while (cameras.size() < MORE_THAN_FIT
          && isWelcome(node, cameras, () -> OUTAGE.matcher(gpu.output()).find())) {}
      assertThat(cameras).hasSizeBetween(2, MORE_THAN_FIT - 1);
      gpu.waitFor(OUTAGE, MINUTE);

      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ZERO)
          .atMost(MINUTE)
          .until(() -> processorTimeOf(gpu).compareTo(WHILE.dividedBy(3)) < 0);

      closeAll(cameras);
      await().atMost(MINUTE).until(() -> isWelcome(node, cameras, () -> false));
      assertThat(gpu.output().lines().filter(OUTAGE.asPredicate())).hasSize(1);
    } finally {
      closeAll(cameras);
    }
  }

  /** Of a while. It begins with what is left of the start. */
  private static Duration processorTimeOf(NodeProcess gpu) throws InterruptedException {
    Duration before = gpu.processorTime();
    Thread.sleep(WHILE.toMillis());
    return gpu.processorTime().minus(before);
  }

  private static InetSocketAddress address(NodeProcess gpu) throws InterruptedException {
    String[] hostAndPort = gpu.address().split(":");
    return new InetSocketAddress(hostAndPort[0], Integer.parseInt(hostAndPort[1]));
  }

  /**
   * Whether one more camera is welcome.
   *
   * @param isOutage whether it need not be waited for any longer
   */
  private static boolean isWelcome(
      InetSocketAddress node, List<Socket> cameras, BooleanSupplier isOutage) throws IOException {
    Socket socket = new Socket();
    cameras.add(socket);
    socket.connect(node, 3_000);
    socket.setSoTimeout(LOOK_MILLIS);
    CameraId camera = new CameraId("lobby", "camera-" + cameras.size());
    Message.Hello hello =
        new Message.Hello(1, 1, camera, cameras.size(), Mode.LIVE, 640, 480, false, "");
    socket.getOutputStream().write(WireCodec.encode(hello, false).toArray());
    DataInputStream in = new DataInputStream(socket.getInputStream());
    for (int look = 0; look < LOOKS; look++) {
      try {
        in.readByte();
        socket.setSoTimeout(LOOKS * LOOK_MILLIS);
        in.skipNBytes(Integer.BYTES - 1);
        return in.readByte() == WELCOME;
      } catch (SocketTimeoutException notAccepted) {
        if (isOutage.getAsBoolean()) {
          return false;
        }
      }
    }
    return false;
  }

  private static void closeAll(List<Socket> cameras) throws IOException {
    for (Socket camera : cameras) {
      camera.close();
    }
    cameras.clear();
  }
}
