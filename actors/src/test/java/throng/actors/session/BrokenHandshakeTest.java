package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import throng.actors.testing.HandWrittenEdge;
import throng.streams.tls.MadeSite;
import throng.streams.wire.WireException.Kind;

/** Peers that begin with TLS, and do not go on as it wants. */
class BrokenHandshakeTest extends PairedSite {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  // Of a record of TLS: a handshake's, of 16 KiB.
  private static final byte[] RECORD = {0x16, 3, 1, 0x40, 0};
  private static final int KERNELS = 4 << 20;
  // What was taken of it, and an engine without buffers.
  private static final int MOST_OF_A_STALLED_ONE = 64 << 10;
  // More are not held: a further one closes one of them.
  private static final int STALLED = 60;
  private static final String SHORT_HANDSHAKES = "limits.handshake-timeout = 5s";

  @Test
  void handshakesThatStallAfterAnyNumberOfBytesEndWithTheTimeForAHello() throws Exception {
    byte[] hello = MadeSite.clientHello();
    try (ListeningNode node = node(SHORT_HANDSHAKES, Optional.empty());
        HandWrittenEdge good = node.connect(lobby).welcomed("door").keptAlive()) {
      List<Socket> stalled = new ArrayList<>();
      for (int bytes : new int[] {1, 5, 40, 1_000}) {
        Socket socket = open(node);
        stalled.add(socket);
        socket.getOutputStream().write(hello, 0, Math.min(bytes, hello.length));
      }

      for (Socket socket : stalled) {
        assertThat(endsWithin(socket)).isTrue();
        socket.close();
      }
      await()
          .atMost(PATIENCE)
          .until(() -> node.node.statistics.snapshot().broken(Kind.HANDSHAKE_TIMEOUT) == 4);
      assertCounts(good, 3);
    }
  }

  @Test
  void aHandshakeOfWhichOneByteComesNowAndThenEndsAsWell() throws Exception {
    byte[] hello = MadeSite.clientHello();
    try (ListeningNode node = node(SHORT_HANDSHAKES, Optional.empty());
        Socket slow = open(node)) {
      Thread feeder =
          new Thread(
              () -> {
                try {
                  for (byte each : hello) {
                    slow.getOutputStream().write(each);
                    LockSupport.parkNanos(50_000_000);
                  }
                } catch (IOException ended) {
                  return;
                }
              });
      feeder.setDaemon(true);
      feeder.start();

      assertThat(endsWithin(slow)).isTrue();
    }
  }

  @Test
  void garbageBehindTheFirstByteEndsAtOnceAndIsCounted() throws Exception {
    try (ListeningNode node = node(SHORT_HANDSHAKES, Optional.empty());
        HandWrittenEdge good = node.connect(lobby).welcomed("door").keptAlive();
        Socket garbage = open(node)) {
      byte[] bytes = new byte[20_000];
      Arrays.fill(bytes, (byte) 0x16);
      garbage.getOutputStream().write(bytes);

      assertThat(endsWithin(garbage)).isTrue();
      awaitOneBrokenHandshake(node);
      assertCounts(good, 3);
    }
  }

  @Test
  void aHandshakeThatGoesOnAndOnTakesNoMoreMemoryThanItMay() throws Exception {
    try (ListeningNode node = node(SHORT_HANDSHAKES, Optional.empty());
        HandWrittenEdge good = node.connect(lobby).welcomed("door").keptAlive();
        Socket endless = open(node)) {
      endless.setSendBufferSize(1 << 13);
      byte[] record = Arrays.copyOf(RECORD, RECORD.length + (1 << 14));
      // A message of 16 MiB, the largest that there is: of it a part comes with each record.
      record[RECORD.length] = 1;
      Arrays.fill(record, RECORD.length + 1, RECORD.length + 4, (byte) 0xFF);
      long sent = sendUntilClosed(endless, record);

      assertThat(sent).isLessThan(KERNELS);
      awaitOneBrokenHandshake(node);
      assertCounts(good, 3);
    }
  }

  @Test
  void aHandshakeThatStallsCostsLittleMoreThanWhatWasTakenOfIt() throws Exception {
    byte[] hello = MadeSite.clientHello();
    // As much of a handshake as may be taken of one: a part of the largest record there is.
    byte[] part = Arrays.copyOf(RECORD, RECORD.length + (1 << 14) - 1);
    System.arraycopy(hello, RECORD.length, part, RECORD.length, 40);
    try (ListeningNode node = node()) {
      try (HandWrittenEdge warm = node.connect(lobby).welcomed("door")) {
        assertCounts(warm, 1);
      }
      long before = heap();
      List<Socket> stalled = new ArrayList<>();
      for (int i = 0; i < STALLED; i++) {
        Socket socket = open(node);
        stalled.add(socket);
        socket.getOutputStream().write(part);
      }

      await().atMost(PATIENCE).until(() -> unread(node.address.getPort()) == 0);
      // What else the node has begun by then may be done with a moment later.
      await()
          .atMost(PATIENCE)
          .until(() -> (heap() - before) / STALLED, each -> each < MOST_OF_A_STALLED_ONE);
      System.out.printf(
          "a stalled handshake costs %d bytes of heap%n", (heap() - before) / STALLED);

      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  @Test
  void twoHundredThatComeAndGoLeaveNoDescriptor() throws Exception {
    byte[] hello = MadeSite.clientHello();
    try (ListeningNode node = node(SHORT_HANDSHAKES, Optional.empty())) {
      try (HandWrittenEdge warm = node.connect(lobby).welcomed("door")) {
        assertCounts(warm, 1);
      }
      long before = descriptors();
      List<Socket> open = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        if (i % 4 == 0) {
          node.connect(lobby).welcomed("door").close();
        } else {
          Socket socket = open(node);
          socket.getOutputStream().write(hello, 0, i % 4 == 1 ? 1 : hello.length);
          open.add(socket);
        }
      }
      for (Socket socket : open) {
        socket.close();
      }

      await().atMost(PATIENCE).until(() -> descriptors() <= before + 2);
    }
  }

  private static void awaitOneBrokenHandshake(ListeningNode node) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(node.node.statistics.snapshot().broken())
                    .isEqualTo(Map.of(Kind.TLS, 1L)));
  }

  private static long heap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** How many bytes the kernel holds that came to that port, and that nobody has read yet. */
  private static long unread(int port) throws IOException {
    String end = String.format(Locale.ROOT, ":%04X", port);
    long unread = 0;
    for (String line : Files.readAllLines(Path.of("/proc/self/net/tcp"))) {
      String[] fields = line.strip().split("\\s+");
      if (fields[1].endsWith(end) && fields[3].equals("01")) {
        unread += Long.parseLong(fields[4].substring(fields[4].indexOf(':') + 1), 16);
      }
    }
    return unread;
  }

  private static long descriptors() throws IOException {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  private static Socket open(ListeningNode node) throws IOException {
    Socket socket = new Socket();
    socket.connect(node.address, Math.toIntExact(PATIENCE.toMillis()));
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    return socket;
  }

  /** Whether the node closes, whatever it says before. */
  private static boolean endsWithin(Socket socket) throws IOException {
    byte[] said = new byte[4096];
    try {
      while (socket.getInputStream().read(said) >= 0) {}
      return true;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private static long sendUntilClosed(Socket socket, byte[] bytes) {
    long sent = 0;
    try {
      while (sent < 10L * KERNELS) {
        socket.getOutputStream().write(bytes);
        sent += bytes.length;
      }
    } catch (IOException closed) {
      return sent;
    }
    return sent;
  }
}
