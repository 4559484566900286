package throng.gpu.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import throng.actors.serving.ModelHost;

/** A running node's networks are changed by whoever asks. */
class NetworkChangesTest extends ChangedNetworks {
  @Test
  void opensUsesAndGoesBackAndCloses() throws Exception {
    ModelCopy.into(models, "neighbours", network("neighbours"));

    assertThat(made(changes.add("neighbours")))
        .isEqualTo("Network neighbours counts: neighbours 1.");
    assertThat(inUse()).isEqualTo("constant");
    assertThat(made(changes.use("neighbours", Optional.empty())))
        .isEqualTo("default is counted by neighbours from here on: neighbours 1.");
    assertThat(inUse()).isEqualTo("neighbours");
    made(changes.use("default", Optional.empty()));
    assertThat(inUse()).isEqualTo("constant");
    assertThat(made(changes.remove("neighbours"))).isEqualTo("Network neighbours is closed.");

    assertThat(hosts.names()).containsExactly("default");
    assertThat(models.resolve("neighbours")).doesNotExist();
  }

  @Test
  void whatCannotBeOpenedChangesNothingAndIsSaid() throws Exception {
    ModelCopy.into(models, "neighbours", network("neighbours"));
    Files.writeString(models.resolve("neighbours/model.onnx"), "no network");

    assertThatThrownBy(() -> made(changes.add("neighbours")))
        .hasMessageContaining("model.onnx cannot be read to its end");

    assertThat(hosts.names()).containsExactly("default");
    assertThat(changes.faults())
        .extracting(NetworkChanges.Fault::network)
        .containsExactly("neighbours");
  }

  @Test
  void aNetworkThatGivesNoCountOfADarkPictureChangesNothing() throws Exception {
    ModelCopy.into(models, "planes", network("planes"));

    assertThatThrownBy(() -> made(changes.add("planes")))
        .hasMessageContaining(
            "planes gives no count of people for a picture of 640 x 480 that is black");

    assertThat(hosts.names()).containsExactly("default");
  }

  @Test
  void aNetworkOfFilesThatNobodyMayWriteIsCopied() throws Exception {
    Path from = Files.createDirectories(folder.resolve("from"));
    for (String file : List.of("model.onnx", "model.conf")) {
      Files.copy(network("neighbours").resolve(file), from.resolve(file));
      Files.setPosixFilePermissions(
          from.resolve(file), PosixFilePermissions.fromString("r--r--r--"));
    }

    ModelCopy.into(models, "neighbours", from);
    ModelCopy.into(models, "neighbours", from);

    assertThat(made(changes.add("neighbours"))).contains("counts");
  }

  @Test
  void aNetworkThatIsWrongOnItsGoldenPicturesDoesNotTakeTheOldOnesPlace() throws Exception {
    ModelCopy.into(models, "crowd", Path.of("..", "..", "models", "crowd-s"));
    made(changes.add("crowd"));
    made(changes.use("crowd", Optional.empty()));
    ModelHost before = hosts.standardHost();
    Path map = models.resolve("crowd/golden/street.txt");
    Files.writeString(map, Files.readString(map).replace("e-0", "e-1").replace("0.", "9."));

    assertThatThrownBy(() -> made(changes.add("crowd")))
        .hasMessageContaining("is wrong on its golden pictures");

    assertThat(hosts.standardHost()).isSameAs(before);
    assertThat(changes.faults().get(0).sentence()).contains("golden");
  }

  @Test
  void namesLeadNowhereElse() throws Exception {
    Path outside = folder.resolve("outside");
    ModelCopy.into(outside, "neighbours", network("neighbours"));
    Files.createDirectories(models);
    Files.createSymbolicLink(models.resolve("link"), outside.resolve("neighbours"));
    Path inner = Files.createDirectories(models.resolve("inner"));
    Files.copy(network("neighbours").resolve("model.conf"), inner.resolve("model.conf"));
    Files.createSymbolicLink(inner.resolve("model.onnx"), outside.resolve("neighbours/model.onnx"));

    for (String name :
        List.of("../outside/neighbours", "..", ".", "", "/etc", "link", "inner", ".x")) {
      assertThatThrownBy(() -> made(changes.add(name)))
          .as(name)
          .hasMessageMatching("(?s).*(There is no folder|no file|A network's name).*");
    }
    assertThat(hosts.names()).containsExactly("default");
  }

  @Test
  void aComparisonEndsAndSaysSoWhereOneOfTheTwoIsOpenedAnewOrClosed() throws Exception {
    compare("second", "neighbours");
    assertThat(made(changes.add("neighbours")))
        .isEqualTo(
            "Network neighbours counts: neighbours 1. second does not count in the shadow of"
                + " another any more. Begin it again with gpu-node models shadow.");
    assertThat(hosts.shadow()).isEmpty();
    compare("second", "neighbours");
    assertThat(made(changes.remove("neighbours"))).contains("second does not count in the shadow");
    assertThat(hosts.shadow()).isEmpty();
  }

  @Test
  void aNetworkThatCannotBeOpenedAnewGoesOnInTheShadow() throws Exception {
    compare("neighbours", "default");
    Files.writeString(models.resolve("neighbours/model.onnx"), "no network");

    assertThatThrownBy(() -> made(changes.add("neighbours")))
        .hasMessageContaining("cannot be read");

    assertThat(hosts.shadow()).isPresent();
  }

  private void compare(String network, String of) throws Exception {
    for (String name : List.of("neighbours", "second")) {
      ModelCopy.into(models, name, network("neighbours"));
      made(changes.add(name));
    }
    made(changes.shadow(network, Optional.of(of), 0.1));
  }

  @Test
  void whatIsDoneAndCannotBeKeptIsDoneAndSaysSo() throws Exception {
    ModelCopy.into(models, "neighbours", network("neighbours"));
    made(changes.add("neighbours"));
    Files.createDirectories(models.resolve(".used.conf/in-the-way"));

    assertThat(made(changes.use("neighbours", Optional.empty())))
        .startsWith("default is counted by neighbours from here on: neighbours 1. Only until the")
        .contains(".used.conf cannot be written");
    assertThat(inUse()).isEqualTo("neighbours");
  }

  @Test
  void tellsTheLastFaultsHoweverManyThereWere() {
    IntStream.range(0, 40).forEach(i -> changes.noteFault("n" + i, "It is not there."));

    assertThat(changes.faults())
        .hasSize(32)
        .extracting(NetworkChanges.Fault::network)
        .contains("n39");
  }

  @Test
  void countsInTheShadowUntilItIsStopped() throws Exception {
    ModelCopy.into(models, "neighbours", network("neighbours"));
    made(changes.add("neighbours"));

    assertThat(made(changes.shadow("neighbours", Optional.empty(), 0.1)))
        .isEqualTo("neighbours counts 10 % of the pictures of default too, in spare time.");
    assertThatThrownBy(() -> made(changes.remove("neighbours"))).hasMessageContaining("shadow");
    made(changes.stopShadow());

    assertThat(changes.shadowReport().orElseThrow().network()).isEqualTo("neighbours");
    made(changes.remove("neighbours"));
    assertThatThrownBy(() -> made(changes.shadow("default", Optional.empty(), 0.1)))
        .hasMessageContaining("with itself");
  }
}
