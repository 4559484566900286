package throng.gpu.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.ws.Message;
import akka.util.ByteString;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import throng.actors.counts.CountHub;
import throng.actors.counts.CountSettings;
import throng.actors.counts.Network;
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
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.settings.Block;

class LiveFeedTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final CameraId HALL = new CameraId("lobby", "hall");
  private static final LiveSettings SETTINGS = new LiveSettings(true, 8, 8, 10, 1 << 20);

  private final AtomicLong nanos = new AtomicLong();
  private final CountHub hub =
      new CountHub(new CountSettings(1 << 20, 1 << 20), nanos::get, this::now);
  private final SiteCounts seconds =
      new SiteCounts(
          hub,
          new Site(new UnkeptSite(), SiteState.EMPTY, Set.of()),
          SiteSettings.from(Block.of("throng.gpu-node", ConfigFactory.load())),
          new Alerts(AlertMemory.EMPTY),
          Elsewhere.NOWHERE,
          nanos::get,
          this::now);
  private final LiveCounts counts = new LiveCounts(hub, seconds, Elsewhere.NOWHERE, nanos::get);
  private static final Principal ADA = new Principal("ada", Role.VIEWER, List.of(), false, "");

  private Optional<Principal> who = Optional.of(ADA);
  private LiveFeed feed = feed(SETTINGS);

  @Test
  void sendsEachNewPictureOnceAndNoOlderOneOfWhoReadsSlowly() {
    greeted();
    feed.subscribe(new Subscription(false, Map.of("lobby/door", 10.0)));
    count(DOOR, 1);
    count(DOOR, 2);

    assertThat(pictures()).containsExactly("lobby/door 2.0");
    assertThat(pictures()).isEmpty();
  }

  @Test
  void keepsToTheRateThatWasAskedFor() {
    greeted();
    feed.subscribe(new Subscription(false, Map.of("lobby/door", 2.0)));

    List<String> seen = new ArrayList<>();
    for (int tick = 0; tick < 100; tick++) {
      nanos.addAndGet(Duration.ofMillis(100).toNanos());
      count(DOOR, tick);
      seen.addAll(pictures());
    }

    assertThat(seen).hasSizeBetween(19, 22);
  }

  @Test
  void camerasTakeTurns() {
    greeted();
    feed.subscribe(new Subscription(false, Map.of("lobby/door", 10.0, "lobby/hall", 10.0)));
    count(DOOR, 1);
    count(HALL, 2);

    assertThat(pictures()).containsExactlyInAnyOrder("lobby/door 1.0", "lobby/hall 2.0");
  }

  @Test
  void aHiddenTabIsSentNothingAndGoesOnWithNow() {
    greeted();
    feed.subscribe(new Subscription(true, Map.of("lobby/door", 10.0)));
    count(DOOR, 1);
    assertThat(pictures()).hasSize(1);

    feed.subscribe(Subscription.NOTHING);
    for (int i = 2; i < 50; i++) {
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      count(DOOR, i);
      assertThat(feed.next()).isEmpty();
    }
    feed.subscribe(new Subscription(true, Map.of("lobby/door", 10.0)));

    List<String> texts = texts();
    assertThat(texts.get(0)).contains("\"type\":\"cameras\"", "\"raw\":49.0");
    assertThat(texts.get(1)).contains("\"type\":\"recent\"");
    assertThat(pictures()).containsExactly("lobby/door 49.0");
  }

  @Test
  void sendsTheStateEachSecond() {
    greeted();
    hub.connected(DOOR);
    feed.subscribe(new Subscription(true, Map.of()));

    int states = 0;
    for (int tick = 0; tick < 100; tick++) {
      nanos.addAndGet(Duration.ofMillis(100).toNanos());
      states += (int) texts().stream().filter(it -> it.contains("\"cameras\"")).count();
    }

    assertThat(states).isBetween(10, 12);
  }

  @Test
  void anUpdateIsWrittenOnceForAllWhoMaySeeTheSame() {
    hub.connected(DOOR);
    hub.connected(HALL);
    Principal eve = new Principal("eve", Role.VIEWER, List.of("lobby/door"), false, "");
    Principal bob = new Principal("bob", Role.VIEWER, List.of("lobby/door"), false, "");
    Principal all = new Principal("all", Role.VIEWER, List.of("lobby/*"), false, "");
    List<LiveFeed> feeds = new ArrayList<>();
    for (Principal principal : List.of(ADA, ADA, ADA, all, eve, bob)) {
      LiveFeed its = feed(SETTINGS, () -> Optional.of(principal));
      its.subscribe(new Subscription(true, Map.of()));
      feeds.add(its);
      nanos.addAndGet(Duration.ofMillis(170).toNanos());
      feeds.forEach(LiveFeedTest::updates);
    }

    Set<String> written = Collections.newSetFromMap(new IdentityHashMap<>());
    int sent = 0;
    for (int look = 0; look < 200; look++) {
      nanos.addAndGet(Duration.ofMillis(50).toNanos());
      for (LiveFeed its : feeds) {
        List<String> updates = updates(its);
        written.addAll(updates);
        sent += updates.size();
      }
    }

    assertThat(sent).isEqualTo(60);
    assertThat(written.size()).isEqualTo(20);
  }

  private static List<String> updates(LiveFeed of) {
    List<String> updates = new ArrayList<>();
    for (Optional<Message> next = of.next(); next.isPresent(); next = of.next()) {
      updates.add(next.get().asTextMessage().getStrictText());
    }
    updates.removeIf(it -> !it.contains("\"type\":\"cameras\""));
    return updates;
  }

  @Test
  void isOverOnceItsUserMayNotLookAnyMore() {
    greeted();
    feed.subscribe(new Subscription(true, Map.of("lobby/door", 10.0)));
    count(DOOR, 1);
    who = Optional.empty();
    // With the half second after which a user who is removed elsewhere is known to be: within two.
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());

    assertThat(feed.next()).isEmpty();
    assertThat(feed.isOver()).isTrue();
  }

  @Test
  void isOverAlsoForWhoTakesNothing() {
    greeted();
    who = Optional.empty();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());

    assertThat(feed.isOver()).isTrue();
  }

  @Test
  void withoutPicturesTheMapIsSentAndNoByteOfThePicture() {
    feed = feed(new LiveSettings(false, 8, 8, 10, 1 << 20));
    greeted();
    feed.subscribe(new Subscription(false, Map.of("lobby/door", 10.0)));
    count(DOOR, 1);

    ByteString message = feed.next().orElseThrow().asBinaryMessage().getStrictData();

    assertThat(message.asByteBuffer().getInt(4)).isZero();
    assertThat(message.utf8String()).contains("lobby/door").doesNotContain("PICTURE");
  }

  @Test
  void theMessageIsAsItsDocumentDrawsIt() {
    greeted();
    feed.subscribe(new Subscription(false, Map.of("lobby/door", 10.0)));
    count(DOOR, 1);
    nanos.addAndGet(Duration.ofMillis(300).toNanos());

    ByteString message = feed.next().orElseThrow().asBinaryMessage().getStrictData();

    assertThat(java.util.HexFormat.of().formatHex(message.toArray()))
        .isEqualTo(
            "0100000a"
                + "00000007"
                + "00010002"
                + "3f800000"
                + "0000012c"
                + "00400030"
                + java.util.HexFormat.of().formatHex("lobby/doorPICTURE".getBytes())
                + "0100");
  }

  @Test
  void secondsAreMeansAndAGapIsNoZero() {
    hub.connected(DOOR);
    nanos.set(Duration.ofSeconds(10).toNanos());
    count(DOOR, 10);
    count(DOOR, 20);
    nanos.set(Duration.ofSeconds(13).toNanos());
    count(DOOR, 40);
    seconds.tick();
    nanos.set(Duration.ofMillis(14_500).toNanos());
    seconds.tick();

    List<Double> recent = counts.recent(ADA).getOrDefault("lobby/door", List.of());

    assertThat(recent.subList(296, 300)).containsExactly(15.0, null, null, 40.0);
    assertThat(counts.now(ADA).cameras().get(0).people()).contains(40.0);
  }

  @Test
  void nobodyIsToldOfACameraBeforeItsFirstSecondIsOver() {
    hub.connected(DOOR);
    nanos.set(Duration.ofSeconds(10).toNanos());
    count(DOOR, 10);
    seconds.tick();

    CameraState before = counts.now(ADA).cameras().get(0);
    nanos.set(Duration.ofMillis(11_500).toNanos());
    seconds.tick();

    assertThat(before.people()).isEmpty();
    assertThat(before.raw()).contains(10.0);
    assertThat(counts.now(ADA).cameras().get(0).people()).contains(10.0);
  }

  private Instant now() {
    return Instant.ofEpochSecond(0, nanos.get());
  }

  private LiveFeed feed(LiveSettings settings) {
    return feed(settings, () -> who);
  }

  private LiveFeed feed(LiveSettings settings, Supplier<Optional<Principal>> who) {
    return new LiveFeed(
        counts,
        who,
        new Bandwidth(settings.bandwidth(), nanos::get),
        settings,
        "hello",
        nanos::get);
  }

  private void greeted() {
    assertThat(feed.next().map(it -> it.asTextMessage().getStrictText())).contains("hello");
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    Optional<Message> next = feed.next();
    while (next.isPresent() && next.get().isText()) {
      texts.add(next.get().asTextMessage().getStrictText());
      next = texts.size() < 2 ? feed.next() : Optional.empty();
    }
    return texts;
  }

  /** The cameras and counts of all pictures that are due. */
  private List<String> pictures() {
    List<String> pictures = new ArrayList<>();
    for (Optional<Message> next = feed.next(); next.isPresent(); next = feed.next()) {
      if (!next.get().isText()) {
        var bytes = next.get().asBinaryMessage().getStrictData().asByteBuffer();
        byte[] name = new byte[bytes.getShort(2)];
        bytes.position(24);
        bytes.get(name);
        pictures.add(new String(name) + " " + bytes.getFloat(12));
      }
    }
    return pictures;
  }

  private void count(CameraId camera, float people) {
    hub.connected(camera);
    JpegFrame frame = new JpegFrame(0, 0, 0, 0, 64, 48, ByteString.fromString("PICTURE"));
    float[] cells = {0.05f * people, 0};
    DensityMap map = new DensityMap(0, 0, 1, 2, people, cells, new DensityMap.Timing(0, 0, 0, 1));
    hub.answered(camera, frame, map, new Network("constant", "1"), nanos.get());
  }
}
