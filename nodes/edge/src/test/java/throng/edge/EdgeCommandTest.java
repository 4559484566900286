package throng.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.common.settings.NodeKind;
import throng.common.settings.Settings;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.testing.FakeNode;
import throng.streams.testing.StreamSystem;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

/** The command line against a GPU node without a network. */
class EdgeCommandTest {
  @RegisterExtension static final StreamSystem system = new StreamSystem();

  @TempDir Path folder;

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private FakeNode node;

  @BeforeAll
  static void withoutDisplay() {
    System.setProperty("java.awt.headless", "true");
  }

  @BeforeEach
  void start() throws IOException {
    PrintStream both = new PrintStream(output, true, UTF_8);
    System.setOut(both);
    System.setErr(both);
    node = FakeNode.start(system.get(), FakeNode.POLITE);
    Files.createDirectory(folder.resolve("pictures"));
    for (String name : List.of("a10.jpg", "a2.jpg", "a1.jpg")) {
      ImageIO.write(
          new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR),
          "jpg",
          folder.resolve("pictures").resolve(name).toFile());
    }
  }

  @AfterEach
  void stop() {
    node.close();
    System.setOut(out);
    System.setErr(err);
  }

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
    assertThat(printed()).containsOnlyOnce("It is tried again.").contains("has answered for 1");
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
  void refusesAnOutputThatIsAnInputASettingOrAnotherOutput() throws IOException {
    Path film = Files.copy(folder.resolve("pictures/a1.jpg"), folder.resolve("film.avi"));
    Path token = Files.writeString(folder.resolve("token"), "secret");
    Path conf = Files.writeString(folder.resolve("conf"), "include \"more.conf\"");
    Path more = Files.writeString(folder.resolve("more.conf"), "throng.edge-node.window = 3");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), token);
    Path hard = Files.createLink(folder.resolve("hard.mp4"), film);

    refuses("--camera " + film + " --record " + film);
    refuses("--camera " + film + " --record " + film + " --overwrite");
    refuses("--camera " + film + " --record " + hard);
    refuses("--camera " + film + " --csv " + film);
    refuses("--camera test --token-file " + token + " --csv " + token);
    refuses("--camera test --token-file " + token + " --csv " + link);
    refuses("--camera test --config " + conf + " --csv " + conf);
    refuses("--camera test --config " + conf + " --csv " + more);
    refuses("--camera test --csv " + file("x.mp4") + " --record " + file("./x.mp4"));
    refuses("--camera " + pictures() + " --maps " + pictures());
    refuses("--camera " + pictures() + " --csv " + file("pictures/a1.jpg") + " --print-config");
    refuses("view 127.0.0.1:1 --config " + conf + " --snapshot " + conf);
    refuses("view 127.0.0.1:1 --record " + file("x.avi") + " --snapshot " + file("x.avi"));

    assertThat(film).hasSameBinaryContentAs(folder.resolve("pictures/a1.jpg"));
    assertThat(token).hasContent("secret");
    assertThat(node.received()).isEmpty();
  }

  private void refuses(String line) {
    output.reset();
    assertThat(EdgeCommand.execute(line.split(" ", -1))).as(line).isEqualTo(2);
    assertThat(printed())
        .as(line)
        .contains(" is written where ", "would destroy it")
        .doesNotContain("Exception");
  }

  @Test
  void keepsWhatAnEarlierRunWrote() throws IOException {
    for (int run = 0; run < 2; run++) {
      assertThat(
              edge(
                  "--camera", pictures(),
                  "--csv", file("out.csv"),
                  "--record", file("out.avi"),
                  "--maps", file("maps")))
          .isZero();
    }

    List<String> rows = Files.readAllLines(folder.resolve("out.csv"));
    assertThat(rows).hasSize(7);
    assertThat(rows.stream().skip(1).map(row -> row.split(",", -1)[12]).distinct()).hasSize(2);
    assertThat(folder.resolve("out.avi")).isNotEmptyFile();
    assertThat(folder.resolve("out-2.avi")).isNotEmptyFile();
    assertThat(folder.resolve("maps/a10.npy")).isNotEmptyFile();
    assertThat(folder.resolve("maps/a10-2.npy")).isNotEmptyFile();
    assertThat(printed()).contains("goes to " + file("out-2.avi"));
  }

  @Test
  void overwritesWhereThatIsSaid() throws IOException {
    for (int run = 0; run < 2; run++) {
      assertThat(edge("--camera", pictures(), "--csv", file("out.csv"), "--overwrite")).isZero();
    }

    assertThat(Files.readAllLines(folder.resolve("out.csv"))).hasSize(4);
  }

  @Test
  void deletesDatedFilesThatAreTooOld() throws IOException {
    Path old = Files.writeString(folder.resolve("out-20200101T000000Z.csv"), "old");
    Path other = Files.writeString(folder.resolve("out-20200101.csv"), "other");

    assertThat(edge("--camera", pictures(), "--csv", file("out-%t.csv"), "--keep", "30d")).isZero();

    assertThat(old).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void printsHowFilesAreKept() {
    EdgeCommand.execute(
        "--camera", "test", "--camera", "test", "--record-every", "1h", "--print-config");

    assertThat(printed()).containsPattern("files \\{\\s+record-every=\"?1h");
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
  void writesASampleWithEverySettingThatChangesNothing() throws IOException {
    String sample = file("new/throng.conf");

    assertThat(EdgeCommand.execute("init", sample)).isZero();

    String text = Files.readString(Path.of(sample));
    Config defaults = Settings.load(Optional.empty(), NodeKind.EDGE).config();
    for (String block : List.of("throng.edge-node", "throng.edge-nodes")) {
      assertThat(
              Settings.load(Optional.of(Path.of(sample)), NodeKind.EDGE).config().getConfig(block))
          .isEqualTo(defaults.getConfig(block));
    }
    defaults
        .getConfig("throng.edge-node")
        .entrySet()
        .forEach(
            key -> assertThat(text).contains("# " + key.getKey().replaceAll("^.*\\.", "") + " = "));
    Path inForce =
        Files.writeString(
            folder.resolve("in-force.conf"),
            text.replaceAll("(?m)^( *)# ([a-z][a-z0-9-]* = .*)$", "$1$2"));
    assertThat(
            Settings.load(Optional.of(inForce), NodeKind.EDGE)
                .config()
                .getConfig("throng.edge-node"))
        .isEqualTo(defaults.getConfig("throng.edge-node"));
    assertThat(EdgeCommand.execute("init", sample)).isEqualTo(2);
    assertThat(printed()).contains("is there already");
  }

  @Test
  void countsOnWhenTheDiskIsFull() {
    Assumptions.assumeTrue(Files.isWritable(Path.of("/dev/full")), "no /dev/full here");

    assertThat(edge("--camera", pictures(), "--csv", "/dev/full")).isEqualTo(1);

    assertThat(printed())
        .containsOnlyOnce("--csv /dev/full: cannot be written (")
        .contains("tried again every 10 s", "--csv /dev/full: 3 rows are missing at its end")
        .contains("captured 3 = counted 3 ");
  }

  @Test
  void writesMapsAndARecordingOfPictures() {
    int code = edge("--camera", pictures(), "--maps", file("maps"), "--record", file("out.mp4"));

    assertThat(code).isZero();
    assertThat(folder.resolve("maps/a10_density.png")).isNotEmptyFile();
    assertThat(folder.resolve("maps/a10_overlay.png")).isNotEmptyFile();
    assertThat(folder.resolve("maps/a10.npy")).isNotEmptyFile();
    assertThat(folder.resolve("out.mp4")).isNotEmptyFile();
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
  void printsTheSettingsInForceWithoutSecrets() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("conf"),
            "throng.edge-node { window = 5, source = \"rtsp://me:secret@camera/1\" }");

    assertThat(
            EdgeCommand.execute("--config", config.toString(), "--quality", "77", "--print-config"))
        .isZero();

    assertThat(printed())
        .contains("window=5")
        .contains("quality=\"77\"")
        .contains("rtsp://***@camera/1")
        .doesNotContain("secret");
  }

  @Test
  void printsTheSettingsInForceForEachCameraOfANode() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("conf"),
            "throng.edge-nodes.lobby.cameras { a { source = test }, b { source = \"0\" } }");
    String[] command = {
      "--config", config.toString(), "--node", "lobby", "--quality", "77", "--print-config"
    };

    assertThat(EdgeCommand.execute(command)).isZero();

    Config printed = ConfigFactory.parseString(printed());
    assertThat(printed.getInt("throng.edge-nodes.lobby.cameras.a.jpeg.quality")).isEqualTo(77);
    assertThat(printed.getInt("throng.edge-nodes.lobby.cameras.b.jpeg.quality")).isEqualTo(77);
    assertThat(printed()).startsWith("# In force, with the settings of " + config);
  }

  @Test
  void printsSeveralCamerasAsAnEdgeNodeThatRunsThem() throws IOException {
    String config =
        Files.writeString(
                folder.resolve("conf"),
                "throng.edge-nodes.lobby { window = 9, cameras.old.source = test }")
            .toString();
    List<String> cameras =
        List.of("--camera", "test", "--camera", "test:people=3", "--camera", pictures());
    List<String> command = new ArrayList<>(cameras);
    command.addAll(List.of("--config", config, "--name", "lobby/door", "--quality", "77"));
    command.add("--print-config");

    assertThat(EdgeCommand.execute(command.toArray(new String[0]))).isZero();

    Path printed = Files.writeString(folder.resolve("printed.conf"), printed());
    assertThat(printed()).contains("# --node lobby runs these cameras.");
    EdgeSettings again =
        EdgeSettings.ofEntry(
            Settings.load(Optional.of(printed), NodeKind.EDGE).config(),
            "lobby",
            ConfigFactory.empty(),
            Path.of(""));
    EdgeSettings before =
        EdgeSettings.ofSources(
            Settings.load(Optional.of(Path.of(config)), NodeKind.EDGE).config(),
            List.of("test", "test:people=3", pictures()),
            Optional.of("lobby/door"),
            ConfigFactory.parseString("jpeg.quality = 77"),
            Path.of(""));
    assertThat(again).isEqualTo(before);
    assertThat(again.cameras())
        .extracting(camera -> camera.id().camera())
        .containsExactly("door", "door-2", "door-3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throng.edge-node.window = 0        | conf: 1: throng.edge-node.window must be",
        "throng.edge-node.max-age = 4       | conf: 1: throng.edge-node.max-age needs a unit: say 4s",
        "throng.edge-node.source = \"no://a\" | conf: 1: no://a starts with no://",
        "throng.edge-node.token-file = none | conf: 1: The token file",
        "throng.edge-node.count = off       | conf: 1: throng.edge-node.count is off",
      })
  void printsNoSettingsThatAStartRefuses(String settings, String sentence) throws IOException {
    Path config = Files.writeString(folder.resolve("conf"), settings);

    assertThat(EdgeCommand.execute("--config", config.toString(), "--print-config")).isEqualTo(2);
    String refused = printed();
    output.reset();
    assertThat(EdgeCommand.execute("--config", config.toString())).isEqualTo(2);

    assertThat(refused).contains(sentence).isEqualTo(printed());
  }

  @Test
  void namesTheOptionThatAStartRefuses() {
    assertThat(EdgeCommand.execute("--quality", "0", "--print-config")).isEqualTo(2);

    assertThat(printed()).startsWith("--quality: throng.edge-node.jpeg.quality must be");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--camera rtsp://admin:pa/secret@h/a",
        "--camera http://admin:secret",
        "--camera no://admin:secret@h/a",
        "--camera admin:secret@h/a",
        "--camera admin:secret@h/[a]",
        "--camra=http://admin:12345#secret@h/a",
        "--gpu-node admin:secret@h:7600",
        "--gpu-node legacy://admin:secret@h:7600",
        "--camera test --serve admin:secret@h:1",
        "--camera test --size rtsp://admin:secret@h/a",
        "--camera test --fps rtsp://admin:secret@h/a",
        "--camera test:rtsp://admin:secret@h/a",
        "--camera test http://admin:secret@h/a",
        "--camera test --name http://admin:secret@h/a",
        "--node http://admin:secret@h/a",
        "view http://admin:secret@h/a"
      })
  void refusesWithoutTheSecret(String line) {
    assertThat(EdgeCommand.execute(line.split(" ", -1))).isEqualTo(2);

    assertThat(printed()).isNotBlank().doesNotContain("secret", "12345", "Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://admin:12345#secret@127.0.0.1:1/a",
        "http://admin:12345/secret@127.0.0.1:1/a",
        "http://admin:secret@127.0.0.1:1/a?sig=secret"
      })
  void probesWithoutTheSecret(String address) {
    edge("probe", address);

    assertThat(printed()).contains("127.0.0.1").doesNotContain("secret", "12345");
  }

  @Test
  void advisesPercentEncodingWhereAnAddressCannotBeRead() {
    assertThat(edge("--camera", "rtsp://admin:pa/ss@h/a")).isEqualTo(2);

    assertThat(printed()).contains("cannot be read", "%2F");
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

  private int edge(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!all.contains("--gpu-node")) {
      all.addAll(List.of("--gpu-node", node.address()));
    }
    return EdgeCommand.execute(all.toArray(String[]::new));
  }

  private String printed() {
    return output.toString(UTF_8);
  }

  private String pictures() {
    return file("pictures");
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private ByteString bytes(String name) throws IOException {
    return ByteString.fromArray(Files.readAllBytes(folder.resolve("pictures").resolve(name)));
  }
}
