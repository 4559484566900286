package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import throng.actors.testing.FakeModel;
import throng.actors.testing.HandWrittenEdge;
import throng.streams.wire.GoodbyeReason;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

/** Hand-written edges at a listening node, whose every frame is answered at the end. */
@SuppressWarnings("NullAway.Init") // Each test makes its own node.
abstract class SessionOverWire {
  final Semaphore gate = new Semaphore(0);
  final FakeModel model = new FakeModel(1, true);
  ListeningNode node;

  @AfterEach
  void everyFrameIsAnswered() {
    gate.release(1_000);
    await()
        .untilAsserted(
            () -> assertThat(node.node.statistics.snapshot().frames().underWay()).isZero());
    await().untilAsserted(() -> assertThat(node.node.statistics.snapshot().cameras()).isZero());
    node.close();
  }

  void start(String settings, Optional<String> token) throws Exception {
    node = new ListeningNode(model, settings, token);
  }

  static GoodbyeReason goodbye(HandWrittenEdge edge) throws Exception {
    return ((Message.Goodbye) Objects.requireNonNull(edge.read())).reason();
  }

  static RefusedCode refused(HandWrittenEdge edge) throws Exception {
    return ((Message.Refused) Objects.requireNonNull(edge.read())).code();
  }
}
