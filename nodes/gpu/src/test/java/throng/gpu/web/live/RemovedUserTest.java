package throng.gpu.web.live;

import akka.http.javadsl.model.ws.Message;
import akka.stream.javadsl.Source;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import com.typesafe.config.ConfigFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.actors.counts.CountHub;
import throng.actors.counts.CountSettings;
import throng.actors.counts.alert.AlertMemory;
import throng.actors.counts.alert.Alerts;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.SiteCounts;
import throng.actors.counts.live.SiteSettings;
import throng.actors.counts.site.Site;
import throng.actors.counts.site.SiteState;
import throng.gpu.web.access.Principal;
import throng.gpu.web.access.Role;
import throng.streams.frame.CameraId;
import throng.streams.settings.Block;
import throng.streams.testing.StreamSystem;

/** Streams whose reader has stalled, once their user may not look any more. */
class RemovedUserTest {
  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private static final LiveSettings SETTINGS = new LiveSettings(true, 8, 8, 10, 1 << 20);

  private final CountHub hub =
      new CountHub(new CountSettings(1 << 20, 1 << 20), System::nanoTime, InstantSource.system());
  private final SiteCounts seconds =
      new SiteCounts(
          hub,
          new Site(new UnkeptSite(), SiteState.EMPTY, Set.of()),
          SiteSettings.from(Block.of("throng.gpu-node", ConfigFactory.load())),
          new Alerts(AlertMemory.EMPTY),
          Elsewhere.NOWHERE,
          System::nanoTime,
          InstantSource.system());
  private final LiveCounts counts =
      new LiveCounts(hub, seconds, Elsewhere.NOWHERE, System::nanoTime);
  private final Bandwidth bandwidth = new Bandwidth(1 << 20, System::nanoTime);
  private final AtomicReference<Optional<Principal>> who =
      new AtomicReference<>(Optional.of(new Principal("ada", Role.VIEWER, List.of(), false, "")));

  @Test
  void theSocketEndsThoughNothingIsTaken() {
    LiveStage stage =
        new LiveStage(
            () -> new LiveFeed(counts, who::get, bandwidth, SETTINGS, "hello", System::nanoTime));
    Source<Message, ?> stream = Source.<String>maybe().via(stage);

    assertEndsWithItsUser(stream);
  }

  @Test
  void eventsEndThoughNothingIsTaken() {
    assertEndsWithItsUser(Events.of(counts, who::get));
  }

  @Test
  void picturesEndThoughNothingIsTaken() {
    CameraId door = new CameraId("lobby", "door");

    assertEndsWithItsUser(new Mjpeg(door, counts, who::get, bandwidth).source(5));
  }

  private <T> void assertEndsWithItsUser(Source<T, ?> stream) {
    TestSubscriber.Probe<T> reader = stream.runWith(TestSink.<T>create(SYSTEM.get()), SYSTEM.get());
    reader.expectSubscription();

    who.set(Optional.empty());

    reader.expectComplete();
  }
}
