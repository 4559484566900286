package throng.edge;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import akka.testkit.javadsl.TestKit;
import akka.util.ByteString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.testing.FakeNode;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.MadeSite;
import throng.streams.tls.Role;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

class EdgeCommandTest extends EdgeCommandLine {
  @Test
  void writesARowForEveryPictureInNaturalOrder() throws IOException {
    assertThat(edge("--camera", pictures(), "--name", "door", "--csv", file("out.csv"))).isZero();

    List<String> rows = Files.readAllLines(folder.resolve("out.csv"));
    assertThat(rows).hasSize(4);
    assertThat(rows.get(1))
        .matches("door,a1\\.jpg,0,20.*Z,.*,1\\.000,[0-9.]+,0\\.000,0\\.000,0\\.000,1,,20[^,]*Z,.+");
    assertThat(rows.get(2)).startsWith("door,a2.jpg,1,");
    assertThat(rows.get(3)).startsWith("door,a10.jpg,2,");
    assertThat(printed())
        .contains("captured 3 = counted 3 + skipped 0 + dropped 0 + lost 0 + under way 0")
        .contains("mean count 1.00");
  }

  @Test
  void sendsTheFilesOwnBytes() throws IOException {
    edge("--camera", pictures());

    List<ByteString> sent = new ArrayList<>();
    for (Message message : node.received()) {
      if (message instanceof Message.Frame frame) {
        sent.add(frame.frame().jpeg());
      }
    }
    assertThat(sent).containsExactly(bytes("a1.jpg"), bytes("a2.jpg"), bytes("a10.jpg"));
  }

  @Test
  void endsWithOneWhenARowHasNoCount() throws IOException {
    node.follow(skipping(1));

    assertThat(edge("--camera", pictures(), "--csv", file("out.csv"))).isEqualTo(1);

    assertThat(Files.readAllLines(folder.resolve("out.csv")).get(2))
        .matches(".*,,,,UNDECODABLE,20[^,]*Z,");
    assertThat(printed()).contains("skipped (UNDECODABLE 1)");
  }

  @Test
  void countsWhereItWasPairedAndSaysSo() throws IOException {
    MadeSite site = MadeSite.in(folder);
    Path pki = site.edge("lobby");
    LinkIdentity hall = LinkIdentity.of(site.gpuNode("hall"), Role.GPU_NODE);
    // By TLS its connection lasts longer than the test.
    ActorSystem others = ActorSystem.create();
    try (FakeNode paired = FakeNode.start(others, hall, FakeNode.POLITE)) {
      Files.writeString(pki.resolve("paired-with"), paired.address() + "\n");

      int code =
          EdgeCommand.execute("--camera", pictures(), "-Dthrong.edge-node.tls.folder=" + pki);

      assertThat(code).as(printed()).isZero();
      assertThat(printed())
          .contains(", to " + paired.address() + ", which this edge node was paired with.");
      assertThat(paired.frames()).hasSize(3);
    } finally {
      System.clearProperty("throng.edge-node.tls.folder");
      TestKit.shutdownActorSystem(others);
    }
  }

  @Test
  void endsWithThreeWhenItIsRefused() {
    node.follow(
        message -> List.of(new Message.Refused(RefusedCode.TOKEN, "The access token is wrong.")));

    assertThat(edge("--camera", pictures())).isEqualTo(3);

    assertThat(printed()).contains("The access token is wrong.");
  }

  @Test
  void saysOnceThatNoNodeIsThereAndEndsWithThreeWhenItGivesUp() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }

    int code =
        EdgeCommand.execute(
            "--camera",
            pictures(),
            "--gpu-node",
            "127.0.0.1:" + closed,
            "--give-up-after",
            "1500ms");

    assertThat(code).isEqualTo(3);
    assertThat(printed())
        .containsOnlyOnce("It is tried again.")
        .containsPattern("has answered for [1-9]");
  }

  @ParameterizedTest
  @CsvSource({
    "--record x.txt, the name must end in .mp4 or .avi",
    "--record no/such/folder/x.avi, its folder is not there",
    "--csv pictures, this is a folder; name a file",
    "--keep 1d --csv x.csv, need %t in the name",
    "--serve TAKEN, 'already: stop it, or choose another port with --serve'"
  })
  void refusesWhatCannotBeWrittenOrServedBeforeAnythingElseIsSaid(String options, String sentence)
      throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      String line = "--camera test " + options.replace("TAKEN", port);

      assertThat(edge(line.replace("pictures", pictures()).split(" "))).isEqualTo(2);
    }
    assertThat(printed()).contains(sentence);
    assertThat(printed().lines()).hasSize(1);
    assertThat(node.received()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--camera no-such.mp4, no-such.mp4",
    "--camera test --quality 101, quality must be from 1 to 100",
    "--camera test --size wide, jpeg.size must be",
    "--camera test --gpu-node nowhere, host:port",
    "--camera test --gpu-node ::1:7600, an IPv6 address stands in brackets",
    "--camera test --give-up-after 4, say 4s or 4ms",
    "--camera test -Dthrong.edge-node.max-age=1, say 1s or 1ms",
    "--camera test --stop-after 0, --stop-after must be at least 1",
    "--camera test --live --lossless, exclude each other",
    "--camera test --csv no-such/out.csv, its folder is not there",
    "--camera test --record out.mov, must end in .mp4 or .avi",
    "--camera test --record out.mp4 --keep 30d, need %t in the name",
    "--camera test --csv out.csv --keep-free 2GB, need %t in the name",
    "--camera test --record out.mp4 --record-every 1, say 1s or 1ms",
    "--camera test --csv out.csv --counts-every 1, say 1s or 1ms",
    "--camera test --csv out.csv --counts-every 100ms, must be from 1s to 365d",
    "--camera test --counts-every 1m, --counts-every needs --csv",
    "--camera test --csv src, this is a folder",
    "--camera test --record no-such/out.mp4, its folder is not there",
    "--camera test --token-file no-such, there is no such file",
    "--camera test --config no-such.conf, there is no such file",
    "--camera test -Dthrong.edge-node.windwo=3, did you mean window?",
    "--camera test --bogus, Unknown option",
    "--camera C:\\photos\\a.jpg, on this machine folders are parted by /",
    "--camra test, Did you mean --camera?",
    "prob test, Did you mean probe?",
    "status, There is no command status; there are: cameras",
    "--camera test --show, needs a display",
    "--camera test --node lobby, leave --camera and --name out",
    "--node nowhere, the settings name no such edge node"
  })
  void endsWithTwoAndASentenceBeforeAnythingStarts(String line, String sentence) {
    try {
      assertThat(edge(line.split(" ", -1))).isEqualTo(2);
    } finally {
      System.clearProperty("throng.edge-node.windwo");
      System.clearProperty("throng.edge-node.max-age");
    }

    assertThat(printed()).contains(sentence).doesNotContain("Exception");
    assertThat(node.received()).isEmpty();
  }

  @Test
  void stopsAfterExactlySoManyRows() throws IOException {
    int code =
        edge(
            "--camera",
            "test:people=3,size=64x48,fps=200",
            "--stop-after",
            "7",
            "--csv",
            file("out.csv"));

    assertThat(code).isZero();
    assertThat(Files.readAllLines(folder.resolve("out.csv"))).hasSize(8);
  }

  @Test
  void endsWithOneWhenARowOfThoseThatWereAskedForHasNoCount() {
    node.follow(
        message ->
            message instanceof Message.Frame sent
                ? skipping(sent.frame().sequence()).apply(message)
                : FakeNode.POLITE.apply(message));

    int code = edge("--camera", "test:people=3,size=64x48,fps=200", "--stop-after", "7");

    assertThat(code).isEqualTo(1);
  }

  @Test
  void explainsTheSyntheticCrowd() {
    edge("--camera", "test:people=3,size=64x48,fps=200,frames=2");

    assertThat(printed()).contains("walk in and out, 3 of them in the picture on average");
  }

  @Test
  void runsAllCamerasOfANodeEachForItself() throws IOException {
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(broken.resolve("x.jpg"), "no JPEG");
    node.follow(skipping(-1));
    Path config =
        Files.writeString(
            folder.resolve("conf"),
            "throng.edge-nodes.lobby { gpu-nodes = [\""
                + node.address()
                + "\"]\n cameras { door { source = \""
                + pictures()
                + "\" }\n hall { source = \""
                + broken
                + "\" } } }");

    EdgeCommand.execute("--config", config.toString(), "--node", "lobby", "--csv", file("out.csv"));

    List<String> rows = Files.readAllLines(folder.resolve("out.csv"));
    assertThat(rows).filteredOn(row -> row.startsWith("door,")).hasSize(3);
    assertThat(rows).filteredOn(row -> row.startsWith("hall,x.jpg,0,")).hasSize(1);
    assertThat(printed()).contains("door: captured 3 = counted 3 ").contains("hall: captured 1 = ");
  }

  @Test
  void saysNothingWhenQuiet() throws IOException {
    Files.writeString(folder.resolve("pictures/notes.txt"), "no picture");
    assertThat(edge("--camera", pictures(), "--quiet")).isZero();
    assertThat(printed()).isEmpty();

    assertThat(edge("--camera", pictures())).isZero();
    assertThat(printed()).contains("1 file is left out");
  }

  @Test
  void saysWhatNeedsItsUserWhenQuiet() throws IOException {
    Path config =
        Files.writeString(folder.resolve("conf"), "throng.edge-node.camera.max-file-bytes = 100 B");

    edge("--camera", pictures(), "--quiet", "--config", config.toString());

    assertThat(printed().lines()).hasSize(1).allMatch(line -> line.contains("it is not read"));
  }

  private static Function<Message, List<Message>> skipping(long sequence) {
    return message ->
        message instanceof Message.Frame sent && sent.frame().sequence() == sequence
            ? List.of(
                new Message.Reply(
                    new Skipped(sequence, SkipReason.UNDECODABLE, "The bytes are no JPEG.")))
            : FakeNode.POLITE.apply(message);
  }

  private ByteString bytes(String name) throws IOException {
    return ByteString.fromArray(Files.readAllBytes(folder.resolve("pictures").resolve(name)));
  }
}
