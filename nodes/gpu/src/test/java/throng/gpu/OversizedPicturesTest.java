package throng.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.ActorSystem;
import akka.stream.javadsl.Keep;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import akka.util.ByteString;
import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.actors.statistics.NodeStatistics;
import throng.streams.frame.JpegFrame;
import throng.streams.settings.Block;
import throng.streams.testing.StreamSystem;
import throng.streams.wire.WireLimits;

class OversizedPicturesTest {
  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private final ActorSystem system = SYSTEM.get();
  private final List<Runnable> turns = new CopyOnWriteArrayList<>();
  private final List<ByteString> fitted = new CopyOnWriteArrayList<>();

  @Test
  void spendsNoTurnOnAPictureWhoseConnectionHasEnded() {
    WireLimits limits =
        WireLimits.from(
            Block.of(
                "throng.gpu-node.limits",
                ConfigFactory.parseString("throng.gpu-node.limits.max-frame-size = 10 B")
                    .withFallback(ConfigFactory.load())));
    OversizedPictures pictures =
        new OversizedPictures(
            (jpeg, maxBytes, maxPixels) -> {
              fitted.add(jpeg);
              return jpeg;
            },
            limits,
            network -> turns::add,
            new NodeStatistics());
    var connection =
        TestSource.<JpegFrame>create(system)
            .via(pictures.fitting(new InetSocketAddress("127.0.0.1", 1)))
            .toMat(TestSink.create(system), Keep.both())
            .run(system);
    connection.second().request(1);
    connection
        .first()
        .sendNext(JpegFrame.of(1, 0, 0, 0, ByteString.fromArrayUnsafe(new byte[100])));
    await().until(() -> turns.size() == 1);

    connection.first().sendError(new IllegalStateException("reset"));
    connection.second().expectError();
    await().until(() -> pictures.waiting() == 0);
    turns.get(0).run();

    assertThat(fitted).isEmpty();
  }
}
