package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.stream.UniqueKillSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.flow.LinkEvent;
import throng.streams.testing.FakeNode;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.MadeSite;
import throng.streams.tls.Role;
import throng.streams.wire.Message;

/** An edge whose folder changes while its camera is counted. */
final class PairedLaterTest extends ConnectedCamera {
  @TempDir static Path folder;

  private static MadeSite site;
  private static Path hall;

  @BeforeAll
  static void make() {
    site = MadeSite.in(folder);
    hall = site.gpuNode("hall");
  }

  @TempDir Path pki;
  private LinkIdentity identity = LinkIdentity.none(Role.EDGE);

  @Override
  LinkIdentity nodesIdentity() {
    return LinkIdentity.of(hall, Role.GPU_NODE);
  }

  @Override
  LinkIdentity identity() {
    return identity;
  }

  private void pairedAs(Path made) throws IOException {
    for (String file : new String[] {"ca.crt", "node.key", "node.crt"}) {
      Files.copy(made.resolve(file), pki.resolve(file));
    }
    identity.look();
  }

  @Test
  void leavesWhatIsNotEncryptedInGoodOrderOnceItIsPaired() throws Exception {
    identity = LinkIdentity.of(pki, Role.EDGE);
    try (FakeNode plain = FakeNode.start(SYSTEM.get(), FakeNode.POLITE)) {
      UniqueKillSwitch camera = camera(plain.address(), node.address());
      awaitCounted(5);

      pairedAs(site.edge("lobby"));

      await().until(() -> sentences().stream().anyMatch(it -> it.startsWith("This edge node was")));
      assertThat(plain.received()).last().isInstanceOf(Message.Goodbye.class);
      await().until(() -> !node.received().isEmpty());
      awaitCounted(5);
      assertThat(tally.snapshot().lost()).isZero();
      camera.shutdown();
    }
  }

  @Test
  void staysWhereItIsWhileItIsCalledOtherwise() throws Exception {
    identity = LinkIdentity.of(pki, Role.EDGE);
    try (FakeNode plain = FakeNode.start(SYSTEM.get(), FakeNode.POLITE)) {
      UniqueKillSwitch camera = camera(plain.address());
      awaitCounted(5);

      pairedAs(site.edge("attic"));
      awaitCounted(250);

      assertThat(count(LinkEvent.Disconnected.class)).isZero();
      camera.shutdown();
    }
  }

  @Test
  void leavesAGpuNodeThatWasUnpaired() throws Exception {
    identity = LinkIdentity.of(pki, Role.EDGE);
    pairedAs(site.edge("lobby"));
    Path other = site.gpuNode("attic");
    try (FakeNode second =
        FakeNode.start(SYSTEM.get(), LinkIdentity.of(other, Role.GPU_NODE), FakeNode.POLITE)) {
      UniqueKillSwitch camera = camera(node.address(), second.address());
      awaitCounted(5);

      Files.writeString(pki.resolve("revoked"), "gpu-node/hall\n");
      identity.look();

      await()
          .until(
              () ->
                  sentences()
                      .contains(
                          "The GPU node gpu-node/hall was unpaired, and is trusted no more. "
                              + second.address()
                              + " is tried next."));
      await().until(() -> !second.received().isEmpty());
      awaitCounted(5);
      camera.shutdown();
    }
  }
}
