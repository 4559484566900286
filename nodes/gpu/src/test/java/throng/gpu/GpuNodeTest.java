package throng.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line: exit codes, and sentences for what is wrong. */
class GpuNodeTest {
  @TempDir Path folder = Path.of(".");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--listen nowhere                        | --listen: throng.gpu-node.listen must be"
            + " host:port",
        "--listen 127.0.0.1:99999                | --listen: throng.gpu-node.listen must be"
            + " host:port",
        "--model /no/such/folder                 | --model: /no/such/folder: there is no such"
            + " folder",
        "--model constant:speed=9                | --model: constant: \"speed=9\" is none of",
        "--model constant --workers 0            | --workers: throng.gpu-node.workers must be from"
            + " 1 to 64",
        "--model builtin:crowd-xl                | --model: builtin:crowd-xl is not embedded"
            + " here; there are builtin, builtin:crowd-",
        "--device tpu --model builtin            | --device: throng.gpu-node.device must be auto,"
            + " cpu, gpu or a list like gpu:0,1, and is \"tpu\"",
        "--model constant:latency=4             | --model: throng.gpu-node.constant.latency needs a"
            + " unit: say 4s or 4ms",
        "--listen ::1:7600                      | --listen: throng.gpu-node.listen must be"
            + " host:port",
        "--token-file /no/such/file              | --token-file: The token file /no/such/file:"
            + " there is no such file",
        "--config /no/such/file                  | --config /no/such/file: there is no such file",
        "--lisen 127.0.0.1:1                     | Unknown option",
        "serve                                   | There is no command serve; there are: capacity,"
            + " check-model, cluster, evaluate, init, join, models, pair, unpair, users.",
        "capacity --size large                   | --size must be width x height, like 640x480, not"
            + " large.",
        "capacity --rate 100                     | --rate must be 0.1 to 60.0, not 100.0.",
        "capacity --within 2000 --model constant | --within is 2000 ms, but cameras give a frame"
            + " up",
        "evaluate                                | Missing required options",
        "evaluate --images /no --heads /no       | --images /no: there is no such folder",
      })
  void refusesWhatIsWrongWithASentenceAndExitCodeTwo(String arguments, String sentence) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).startsWith(sentence.replace("\\\"", "\""));
    assertThat(err.toString()).doesNotContain("\tat ");
  }

  @Test
  void saysThatThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();

      assertThat(run("--quiet", "--model", "constant", "--listen", address)).isEqualTo(2);
    }
    assertThat(err.toString()).containsPattern("^\\S+ \\S+Z Another program listens at 127.0.0.1:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"listen", "web.listen", "legacy.stop-and-wait-listen"})
  void refusesAPortThatIsTakenBeforeAnythingElseIsSaid(String place) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String settings =
          "throng.gpu-node { model = constant, listen = \"127.0.0.1:0\", %s = \"127.0.0.1:%d\" }"
              .formatted(place, taken.getLocalPort());
      Path conf = Files.writeString(folder.resolve("node.conf"), settings);

      assertThat(run("--config", conf.toString())).isEqualTo(2);
    }
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("already: stop it, or choose another port with ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void printsHelpVersionAndSettings() {
    assertThat(run("--help")).isZero();
    assertThat(run("--version")).isZero();
    assertThat(run("evaluate", "--version")).isZero();
    assertThat(run("check-model", "--version")).isZero();
    assertThat(run("--print-config", "--model", "constant:rows=2")).isZero();

    assertThat(out.toString())
        .contains("--device", "check-model", "evaluate")
        .contains("gpu-node (not from a jar)\n".repeat(3))
        .contains("model=\"constant:rows=2\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batch.quantum = 3                   | throng.gpu-node.batch.quantum needs a unit: say 3s"
            + " or 3ms",
        "batch.policy = first                | throng.gpu-node.batch.policy must be one of FAIR,"
            + " FIFO",
        "limits.max-pixels = 0               | throng.gpu-node.limits.max-pixels must be",
        "limits.memory = 1 TiB               | throng.gpu-node.limits.memory must be less than the"
            + " heap",
        "session.name-check = 0s             | throng.gpu-node.session.name-check must be",
        "listener.max-connections = 0        | throng.gpu-node.listener.max-connections must be",
        "legacy.stop-and-wait-listen = where | throng.gpu-node.legacy.stop-and-wait-listen must be"
            + " host:port",
        "inference.restart-after = 5         | throng.gpu-node.inference.restart-after needs a"
            + " unit",
        "heap.within = 0s                    | throng.gpu-node.heap.within must be",
        "token-file = none                   | The token file",
        "device = tpu                        | throng.gpu-node.device must be auto, cpu, gpu or a"
            + " list",
        "device = \"gpu:99\"                 | device = gpu:99",
        "model = none                        | none: there is no such folder",
        "model = \"constant:speed=9\"        | constant: \"speed=9\" is none of",
        "model = \"constant:latency=4\"      | throng.gpu-node.constant.latency needs a unit: say"
            + " 4s or 4ms",
      })
  void refusesWithFileAndLineWhatItWouldPrint(String setting, String sentence) throws IOException {
    Path conf =
        Files.writeString(folder.resolve("node.conf"), "throng.gpu-node {\n  " + setting + "\n}\n");

    assertThat(run("--print-config", "--config", conf.toString())).isEqualTo(2);
    String refused = err.toString();
    err.getBuffer().setLength(0);
    assertThat(run("--config", conf.toString(), "--listen", "127.0.0.1:0")).isEqualTo(2);

    assertThat(refused).startsWith(conf + ": 2: " + sentence).isEqualTo(err.toString());
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--listen http://admin:secret@h:1/a",
        "--device http://admin:secret@h/a",
        "--model http://admin:secret@h/a",
        "--workers http://admin:secret@h/a",
        "--lisen=http://admin:12345#secret@h/a",
        "http://admin:secret@h/a"
      })
  void refusesWithoutTheSecret(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank().doesNotContain("secret", "12345", "Exception");
  }

  @Test
  void checkModelFindsAGoodModelGood() {
    assertThat(run("check-model", "--device", "cpu", network("neighbours").toString())).isZero();

    assertThat(out.toString())
        .contains("opset 17", "input image: uint8", "640 x 480 pixels, batch 2: 80 x 60 cells")
        .contains("can be served.");
  }

  @Test
  void checkModelTakesTheEmbeddedModel() {
    assertThat(run("check-model", "--device", "cpu", "builtin:crowd-s-int8")).isZero();
    assertThat(run("check-model", "--device", "cpu", "builtin")).isZero();

    assertThat(out.toString()).contains("builtin can be served.");
  }

  @Test
  void modelsListsWhatIsEmbeddedAndWhatElseIsNamed() {
    assertThat(run("models", "--device", "cpu", "/no/such/folder")).isEqualTo(1);

    assertThat(out.toString())
        .containsPattern("builtin:crowd-s +0\\.67 M +\\d+\\.\\d +\\d+\\.\\d +\\d+\\.\\d ms")
        .contains("builtin:crowd-s-int8", "/no/such/folder: there is no such folder");
  }

  @Test
  void suggestsTheOptionAndTheCommandThatWereMeant() {
    assertThat(run("--lisen", "127.0.0.1:1")).isEqualTo(2);
    assertThat(run("evalute")).isEqualTo(2);

    assertThat(err.toString()).contains("Did you mean --listen?", "Did you mean evaluate?");
  }

  @Test
  void writesASampleWithEverySetting() throws IOException {
    Path sample = folder.resolve("new/throng.conf");

    assertThat(run("init", sample.toString())).isZero();
    assertThat(run("init", sample.toString())).isEqualTo(2);

    assertThat(Files.readString(sample))
        .contains("# listen = ", "# quantum = ", "# max-connections = ");
    assertThat(run("--config", sample.toString(), "--model", "constant", "--print-config"))
        .isZero();
    assertThat(err.toString()).contains("is there already");
  }

  @Test
  void checkModelSaysWhatIsWrong() throws IOException {
    Files.copy(network("neighbours").resolve("model.onnx"), folder.resolve("model.onnx"));
    String conf = Files.readString(network("neighbours").resolve("model.conf"));
    Files.writeString(folder.resolve("model.conf"), conf.replace("name = density", "name = map"));

    assertThat(run("check-model", folder.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("output.name is map, but the network's outputs are [density].")
        .contains("cannot be served.");
  }

  @Test
  void checkModelMissesAFile() {
    assertThat(run("check-model", folder.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("model.onnx is missing from the model's folder.");
  }

  @Test
  void evaluateComparesWithTheHeadsInNaturalOrder() throws IOException {
    photograph("IMG_10", 2);
    photograph("IMG_2", 4);
    photograph("IMG_7", 100);
    Path csv = folder.resolve("out.csv");

    int code =
        run(
            ("evaluate --quiet --split 2 --model constant:rows=1,columns=2,value=2 --images %s"
                    + " --heads %s --csv %s")
                .formatted(folder, folder, csv)
                .split(" "));

    assertThat(code).isZero();
    assertThat(out.toString().lines().toList().get(0))
        .matches("MAE 1\\.00 RMSE 1\\.41 bias 1\\.00 pictures 2 pictures/s \\d+\\.\\d");
    assertThat(Files.readAllLines(csv))
        .containsExactly("name,true,estimated", "IMG_2,4,4.000", "IMG_10,2,4.000");
  }

  @Test
  void evaluateTellsOfAPictureWithoutACount() throws IOException {
    photograph("IMG_1", 1);
    Files.writeString(folder.resolve("IMG_2.jpg"), "no picture");
    Files.writeString(folder.resolve("IMG_2.csv"), "x,y\n");

    int code =
        run(
            ("evaluate --quiet --model constant --images %s --heads %s")
                .formatted(folder, folder)
                .split(" "));

    assertThat(code).isEqualTo(1);
    assertThat(out.toString()).contains("pictures 1 ");
  }

  private void photograph(String name, int heads) throws IOException {
    BufferedImage picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(picture, "jpeg", folder.resolve(name + ".jpg").toFile());
    Files.writeString(folder.resolve(name + ".csv"), "x,y\n" + "1.5,2.5\n".repeat(heads));
  }

  private static Path network(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(GpuNodeTest.class.getResource("/networks/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private int run(String... arguments) {
    CommandLine program = GpuNode.commandLine();
    program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return program.execute(arguments);
  }
}
