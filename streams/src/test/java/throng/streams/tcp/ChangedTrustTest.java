package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.stream.UniqueKillSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.testing.FakeNode;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.MadeSite;
import throng.streams.tls.Role;

/** An edge node that is connected while it is paired, or while its GPU node is sent away. */
final class ChangedTrustTest extends ConnectedCamera {
  @TempDir static Path made;

  private static MadeSite site;
  private static Path lobby;

  @TempDir Path folder;
  private LinkIdentity identity = LinkIdentity.none(Role.EDGE);

  @BeforeAll
  static void pair() {
    site = MadeSite.in(made);
    lobby = site.edge("lobby");
  }

  @BeforeEach
  void belongToNoSite() {
    identity = LinkIdentity.of(folder, Role.EDGE);
  }

  @Override
  LinkIdentity identity() {
    return identity;
  }

  private FakeNode gpuNode(String name) {
    return FakeNode.start(
        SYSTEM.get(), LinkIdentity.of(site.gpuNode(name), Role.GPU_NODE), FakeNode.POLITE);
  }

  private void bePaired() throws IOException {
    for (String file : List.of("ca.crt", "node.key", "node.crt")) {
      Files.copy(lobby.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(identity.look()).isNotEmpty();
  }

  private void assertNothingLostBy(UniqueKillSwitch camera) {
    camera.shutdown();
    await().until(() -> tally.snapshot().underWay() == 0);
    assertThat(tally.snapshot().lost()).as(sentences().toString()).isZero();
  }

  @Test
  void leavesANodeToWhichItSendsUnencryptedOnceItIsPaired() throws Exception {
    try (FakeNode encrypted = gpuNode("hall")) {
      UniqueKillSwitch camera = camera(node.address(), encrypted.address());
      awaitCounted(20);

      bePaired();
      await().until(() -> encrypted.frames().size() > 20);

      assertThat(sentences()).first().asString().startsWith("This edge node was paired");
      assertNothingLostBy(camera);
    }
  }

  @Test
  void leavesAGpuNodeThatWasUnpaired() throws Exception {
    bePaired();
    try (FakeNode hall = gpuNode("hall");
        FakeNode yard = gpuNode("yard")) {
      UniqueKillSwitch camera = camera(hall.address(), yard.address());
      awaitCounted(20);
      assertThat(yard.received()).isEmpty();

      Files.writeString(folder.resolve("revoked"), "gpu-node/hall\n");
      identity.look();
      await().until(() -> yard.frames().size() > 20);

      assertThat(sentences()).first().asString().contains("gpu-node/hall was unpaired");
      assertNothingLostBy(camera);
    }
  }
}
