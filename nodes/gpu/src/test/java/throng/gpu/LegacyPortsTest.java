package throng.gpu;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import throng.actors.session.BadPeers;
import throng.actors.session.LinkRules;
import throng.actors.statistics.NodeStatistics;
import throng.gpu.model.JpegFitter;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.JpegHeader;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.legacy.LegacyException.Reason;
import throng.streams.legacy.Loopback;
import throng.streams.memory.MemoryBudget;
import throng.streams.memory.MemoryPlan;
import throng.streams.settings.Block;
import throng.streams.testing.OddJpegs;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.Role;
import throng.streams.tls.TlsMode;
import throng.streams.tls.TlsSettings;
import throng.streams.wire.Message;
import throng.streams.wire.WireLimits;

/** Bad clients of the remote crowd counter: each is cut off, written down and counted, alone. */
class LegacyPortsTest {
  private LinkRules rules = LinkRules.PLAIN;
  private static final int MAP_BYTES = 3 * 16 + 1200;

  private static final String HASTY =
      "header-within = 2s, confirm-within = 2s, least-bytes-per-second = 1000000 B";

  /** The beginning of a JPEG, up to its size. */
  private static final byte[] PICTURE = HexFormat.of().parseHex("ffd8ffc000110801e0028003");

  private final Loopback loopback = new Loopback();
  private final NodeStatistics statistics = new NodeStatistics();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(BadPeers.class);
  private final Logger oversized = (Logger) LoggerFactory.getLogger(OversizedPictures.class);
  private final List<JpegFrame> frames = new CopyOnWriteArrayList<>();
  private String limits = "";

  @BeforeEach
  void listenToTheLog() {
    log.start();
    logger.addAppender(log);
    oversized.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
    oversized.detachAppender(log);
    loopback.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'-5              ', false, BAD_INPUT, must be a number",
    "'12x             ', false, BAD_INPUT, must be a number",
    "'many            ', false, BAD_INPUT, must be a number",
    "'0               ', false, BAD_INPUT, of 0 bytes",
    "'99999999999     ', false, TOO_LARGE, of 99999999999 bytes; at most 1000000 are read",
    "'9999999999999999', false, BAD_INPUT, must be a number",
    "'1000            half', false, TOO_SLOW, sent only 4 of 1000 bytes",
    "'1000            half', true, BROKEN_OFF, hung up after 4 of 1000 bytes",
    "'5000            half', false, TOO_SLOW, sent only 4 of 5000 bytes",
    "'12', false, TOO_SLOW, sent only a part of a message's header",
    "'12', true, BROKEN_OFF, hung up after a part of a message's header",
    "'15              no JPEG at all!', false, NO_COUNT, UNDECODABLE",
  })
  void cutsOffABadClientThatStopsAndWaitsAndNoOther(
      String bytes, boolean hangsUp, Reason reason, String sentence) throws Exception {
    InetSocketAddress port = stopAndWait(limitsFor(reason));
    try (Socket good = connect(port)) {
      count(good);
      try (Socket bad = connect(port)) {
        write(bad, bytes.getBytes(ISO_8859_1));
        if (hangsUp) {
          bad.shutdownOutput();
        }

        assertThat(bad.getInputStream().read()).isEqualTo(-1);
        assertWrittenDown(reason, sentence);
      }
      count(good);
    }
    assertCountedAlone(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "'99999999999     ', TOO_LARGE, at most 1000000 are read",
    "'1000            half', TOO_SLOW, sent only 4 of 1000 bytes",
    "'12', TOO_SLOW, sent only 2 bytes within 2000 ms",
    "'15              no JPEG at all!', NO_COUNT, UNDECODABLE",
  })
  void cutsOffABadPipelinedClientAndNoOther(String bytes, Reason reason, String sentence)
      throws Exception {
    InetSocketAddress port = shared(limitsFor(reason));
    try (Socket good = connect(port)) {
      pipelined(good);
      try (Socket bad = connect(port)) {
        write(bad, bytes.getBytes(ISO_8859_1));

        assertThat(bad.getInputStream().read()).isEqualTo(-1);
        assertWrittenDown(reason, sentence);
      }
      pipelined(good);
    }
    assertCountedAlone(reason);
  }

  /**
   * Those of the good one too, which waits for its answers on a machine that stands still at times.
   */
  private static String limitsFor(Reason reason) {
    return reason == Reason.TOO_SLOW ? HASTY : "";
  }

  @Test
  void cutsOffAClientThatNeverConfirmsAndNoOther() throws Exception {
    InetSocketAddress port = stopAndWait(HASTY);
    try (Socket good = connect(port)) {
      count(good);
      try (Socket bad = connect(port)) {
        write(bad, picture());
        bad.getInputStream().readNBytes(3 * 16 + 1024);

        assertThat(bad.getInputStream().read()).isEqualTo(-1);
        assertWrittenDown(Reason.TOO_SLOW, "did not confirm a block");
      }
      count(good);
    }
    assertCountedAlone(Reason.TOO_SLOW);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void hangsUpOnASilentClientAfterItsPortsLimit(boolean isShared) throws Exception {
    InetSocketAddress port =
        isShared ? shared("first-byte-within = 300ms") : stopAndWait("idle-after = 300ms");
    try (Socket silent = connect(port)) {
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
      assertWrittenDown(Reason.IDLE, "sent nothing for");
    }
    assertCountedAlone(Reason.IDLE);
  }

  @Test
  void servesAClientThatSendsByteByByte() throws Exception {
    try (Socket slow = connect(shared(""))) {
      slow.setTcpNoDelay(true);
      for (byte one : picture()) {
        write(slow, one);
      }

      assertThat(slow.getInputStream().readNBytes(MAP_BYTES)).hasSize(MAP_BYTES);
    }
    assertThat(log.list).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void turnsAClientAwayAtItsFirstHeaderWhereATokenIsWanted(boolean isShared) throws Exception {
    LegacyPorts ports = ports("", true);
    try (Socket client = connect(isShared ? shared(ports) : stopAndWait(ports))) {
      write(client, "500000          ".getBytes(ISO_8859_1));

      assertThat(client.getInputStream().read()).isEqualTo(-1);
      assertWrittenDown(Reason.REFUSED, "access token");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void countsPicturesAboveTheLimitsMadeSmallerAndSaysSoOnce(boolean isShared) throws Exception {
    ByteString tooManyPixels = OddJpegs.baseline(400, 300);
    ByteString tooManyBytes = OddJpegs.baseline(100, 100);
    limits = "max-frame-size = %d B, max-pixels = 20000".formatted(tooManyBytes.size() - 1);
    try (Socket client = connect(isShared ? shared("") : stopAndWait(""))) {
      for (ByteString picture : List.of(tooManyPixels, tooManyBytes, OddJpegs.baseline(20, 20))) {
        send(client, picture, !isShared);
      }
    }

    assertThat(frames).hasSize(3);
    for (JpegFrame frame : frames) {
      assertThat(frame.jpeg().size()).isLessThan(tooManyBytes.size());
      assertThat(JpegHeader.of(frame.jpeg()).orElseThrow().pixels()).isLessThanOrEqualTo(20_000);
    }
    assertThat(frames.get(2).jpeg()).isEqualTo(OddJpegs.baseline(20, 20));
    assertThat(statistics.snapshot().fitted()).isEqualTo(2);
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .startsWith("127.0.0.1:")
        .contains("sends pictures above the limits of", "20000 pixels", "from 400 x 300");
  }

  /** A picture, and as much of its answer as tells that the next one may be sent. */
  private static void send(Socket client, ByteString picture, boolean stopsAndWaits)
      throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    write(client, field(picture.size()));
    if (!stopsAndWaits) {
      write(client, picture.toArray());
      in.readFully(new byte[MAP_BYTES]);
      return;
    }
    for (int sent = 0; sent < picture.size(); sent += 1024) {
      byte[] block = picture.slice(sent, sent + 1024).toArray();
      write(client, block);
      in.readFully(new byte[block.length == 1024 ? 16 : 0]);
    }
    in.readFully(new byte[3 * 16 + 1024]);
    write(client, field(1024));
    in.readFully(new byte[MAP_BYTES - 3 * 16 - 1024]);
  }

  private InetSocketAddress stopAndWait(String settings) throws Exception {
    return stopAndWait(ports(settings));
  }

  private InetSocketAddress stopAndWait(LegacyPorts ports) throws Exception {
    return loopback.serve(
        remote -> ports.stopAndWait(() -> remote), ports.stopAndWaitOptions().get(0));
  }

  private InetSocketAddress shared(String settings) throws Exception {
    return shared(ports(settings));
  }

  private InetSocketAddress shared(LegacyPorts ports) throws Exception {
    NodePort both =
        new NodePort(
            new TlsSettings(
                TlsMode.OFF,
                Path.of(""),
                Duration.ofHours(1),
                Duration.ofHours(1),
                LinkIdentity.none(Role.GPU_NODE)),
            ports,
            peer ->
                Flow.fromSinkAndSource(Sink.ignore(), Source.single(ByteString.fromString("t"))),
            new BadPeers(statistics));
    return loopback.serve(remote -> both.of(() -> remote), ports.besideOptions().get(0));
  }

  private LegacyPorts ports(String settings) {
    return ports(settings, false);
  }

  private LegacyPorts ports(String settings, boolean wantsToken) {
    Config node =
        ConfigFactory.parseString("throng.gpu-node.legacy { " + settings + " }")
            .withFallback(ConfigFactory.load());
    Block defaults = Block.of("throng.gpu-node.limits", node);
    WireLimits wire = WireLimits.from(defaults.under(ConfigFactory.parseString(limits)));
    return new LegacyPorts(
        LegacySettings.from(Block.of("throng.gpu-node", node), 1_000_000),
        wantsToken,
        rules,
        remote -> Flow.of(Message.class).mapConcat(this::answers),
        MemoryBudget.of(MemoryPlan.from(defaults), 1_000_000, 10),
        new BadPeers(statistics),
        new OversizedPictures(new JpegFitter(), wire, network -> Runnable::run, statistics));
  }

  private List<Message> answers(Message message) {
    if (message instanceof Message.Hello) {
      return List.of(new Message.Welcome(1, 1, 2, 1, 1, false, "model", "1"));
    }
    if (message instanceof Message.Frame frame) {
      frames.add(frame.frame());
    }
    return message instanceof Message.Frame frame
        ? List.of(new Message.Reply(reply(frame.frame())))
        : List.of();
  }

  private static FrameReply reply(JpegFrame frame) {
    return JpegHeader.of(frame.jpeg()).isEmpty()
        ? new Skipped(frame.sequence(), SkipReason.UNDECODABLE, "It is no JPEG.")
        : new DensityMap(
            frame.sequence(), 0, 15, 20, 0, new float[300], new DensityMap.Timing(0, 0, 0, 1));
  }

  private static Socket connect(InetSocketAddress port) throws IOException {
    Socket socket = new Socket(port.getAddress(), port.getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void write(Socket socket, byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  private static byte[] field(int number) {
    return "%-16d".formatted(number).getBytes(ISO_8859_1);
  }

  private static byte[] picture() {
    return ByteString.fromArray(field(PICTURE.length))
        .concat(ByteString.fromArray(PICTURE))
        .toArray();
  }

  /** A picture and its map in stop-and-wait mode: one block of the map, then the rest. */
  private static void count(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    write(client, picture());
    in.readFully(new byte[3 * 16 + 1024]);
    write(client, field(1024));
    in.readFully(new byte[MAP_BYTES - 3 * 16 - 1024]);
  }

  private static void pipelined(Socket client) throws IOException {
    write(client, picture());
    new DataInputStream(client.getInputStream()).readFully(new byte[MAP_BYTES]);
  }

  private void assertWrittenDown(Reason reason, String sentence) {
    await().until(() -> statistics.snapshot().broken(reason) == 1);
    await().until(() -> !log.list.isEmpty());
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .startsWith("Closed the connection of 127.0.0.1:")
        .contains(sentence);
  }

  private void assertCountedAlone(Reason reason) {
    for (Reason other : Reason.values()) {
      assertThat(statistics.snapshot().broken(other)).isEqualTo(other == reason ? 1 : 0);
    }
  }
}
