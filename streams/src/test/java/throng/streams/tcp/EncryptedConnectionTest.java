package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.stream.UniqueKillSwitch;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.streams.flow.LinkEvent;
import throng.streams.flow.Outcome;
import throng.streams.settings.HostAndPort;
import throng.streams.testing.FakeNode;
import throng.streams.testing.FaultyProxy.Direction;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.MadeSite;
import throng.streams.tls.Role;
import throng.streams.wire.Message;

/** A paired edge and a paired node. */
final class EncryptedConnectionTest extends ConnectedCamera {
  @TempDir static Path folder;

  private static Path hall;
  private static Path lobby;
  private static Path strangers;

  @BeforeAll
  static void pair() {
    MadeSite site = MadeSite.in(folder);
    hall = site.gpuNode("hall");
    lobby = site.edge("lobby");
    strangers = MadeSite.in(folder).gpuNode("hall");
  }

  @Override
  LinkIdentity nodesIdentity() {
    return LinkIdentity.of(hall, Role.GPU_NODE);
  }

  @Override
  LinkIdentity identity() {
    return LinkIdentity.of(lobby, Role.EDGE);
  }

  @Test
  void countsAFileInOrderAndSaysGoodbye() {
    List<Outcome> rows = file(100, row -> {}, "", node.address());

    assertCountedInOrder(rows, 100);
    assertThat(node.received().get(node.received().size() - 1)).isInstanceOf(Message.Goodbye.class);
    assertThat(sentences()).isEmpty();
  }

  @Test
  void countsEveryFrameOfAFileAcrossCutsInTheMiddleOfARecord() {
    AtomicInteger rows = new AtomicInteger();
    Consumer<Outcome> faults =
        row -> {
          switch (rows.incrementAndGet()) {
            case 20 -> proxy.cutAfter(Direction.TO_NODE, 20);
            case 50 -> proxy.cutAfter(Direction.TO_EDGE, 20);
            case 80 -> proxy.cut();
            default -> {}
          }
        };

    assertCountedInOrder(file(120, faults, "", proxy.address()), 120);

    assertThat(proxy.accepted()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void noticesANodeThatHasGoneSilent() {
    UniqueKillSwitch camera = camera(List.of(proxy.address()), SOON_SILENT);
    awaitCounted(5);

    proxy.swallow();

    await().until(() -> count(LinkEvent.Connected.class) == 2);
    awaitCounted(5);
    assertThat(sentences().get(0)).contains("is silent");
    camera.shutdown();
  }

  @Test
  void sendsNothingToANodeThatDoesNotEncrypt() {
    try (FakeNode plain = FakeNode.start(SYSTEM.get(), FakeNode.POLITE)) {
      List<Outcome> rows = file(10, row -> {}, "", plain.address(), node.address());

      assertCountedInOrder(rows, 10);
      assertThat(plain.received()).isEmpty();
      assertThat(sentences().get(0))
          .startsWith(
              "The connection to "
                  + plain.address()
                  + " ended: What answers there does not speak TLS, and a paired node sends nothing"
                  + " that is not encrypted.");
    }
  }

  @Test
  void sendsNothingToANodeOfAnotherSite() {
    try (FakeNode other =
        FakeNode.start(SYSTEM.get(), LinkIdentity.of(strangers, Role.GPU_NODE), FakeNode.POLITE)) {
      assertCountedInOrder(file(10, row -> {}, "", other.address(), node.address()), 10);

      assertThat(other.received()).isEmpty();
      assertThat(sentences().get(0))
          .contains("The certificate of gpu-node/hall is another site's: it has to be paired");
    }
  }

  @Test
  void sendsNothingToWhoShowsAnEdgesCertificate() {
    try (FakeNode thief =
        FakeNode.start(SYSTEM.get(), LinkIdentity.of(lobby, Role.EDGE), FakeNode.POLITE)) {
      assertCountedInOrder(file(10, row -> {}, "", thief.address(), node.address()), 10);

      assertThat(thief.received()).isEmpty();
      assertThat(sentences().get(0))
          .contains("The certificate is edge/lobby's, which may not be a server.");
    }
  }

  @Test
  void sendsNothingWhereALiarSendsItThatIsNotOfItsSite() {
    try (FakeNode stranger =
            FakeNode.start(
                SYSTEM.get(), LinkIdentity.of(strangers, Role.GPU_NODE), FakeNode.POLITE);
        FakeNode plain = FakeNode.start(SYSTEM.get(), FakeNode.POLITE)) {
      for (FakeNode target : List.of(stranger, plain)) {
        HostAndPort place = HostAndPort.parse(target.address()).orElseThrow();
        node.follow(
            message ->
                message instanceof Message.Hello hello && hello.routing().redirects() == 0
                    ? List.of(Message.Refused.moved(place))
                    : FakeNode.POLITE.apply(message));

        assertCountedInOrder(file(10, row -> {}, "moves.most-a-minute = 1", node.address()), 10);

        assertThat(target.received()).isEmpty();
      }
    }
  }

  @Test
  void goesBackToAPreferredNodeOnlyWhereThatShowsWhoItIs() {
    proxy.refuse();
    UniqueKillSwitch camera = camera(proxy.address(), node.address());
    awaitCounted(5);

    proxy.comeBack();
    await()
        .until(
            () ->
                sentences().stream()
                    .anyMatch(it -> it.startsWith("A preferred GPU node accepts again")));
    awaitCounted(5);

    camera.shutdown();
  }

  @Test
  void staysWhereItIsWhileAPreferredAddressDoesNotEncrypt() {
    try (FakeNode plain = FakeNode.start(SYSTEM.get(), FakeNode.POLITE)) {
      UniqueKillSwitch camera = camera(plain.address(), node.address());
      awaitCounted(200);

      assertThat(count(LinkEvent.Connected.class)).isEqualTo(1);
      assertThat(plain.received()).isEmpty();
      camera.shutdown();
    }
  }
}
