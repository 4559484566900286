package throng.gpu.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.ws.Message;
import akka.util.ByteString;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import throng.actors.counts.CountHub;
import throng.actors.counts.CountSettings;
import throng.actors.counts.Counted;
import throng.actors.counts.Network;
import throng.actors.counts.alert.AlertMemory;
import throng.actors.counts.alert.Alerts;
import throng.actors.counts.live.Elsewhere;
import throng.actors.counts.live.Elsewhere.CameraElsewhere;
import throng.actors.counts.live.SiteCounts;
import throng.actors.counts.live.SiteSettings;
import throng.actors.counts.past.OtherNodes;
import throng.actors.counts.place.Outline;
import throng.actors.counts.place.PicturePoint;
import throng.actors.counts.place.Zone;
import throng.actors.counts.site.Site;
import throng.actors.counts.site.SiteState;
import throng.actors.counts.site.SiteStore;
import throng.gpu.web.access.Principal;
import throng.gpu.web.access.Role;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.settings.Block;

/** A page at one node that shows cameras which another one counts. */
class LiveViewsTest {
  private static final String THERE = "10.0.0.6:7600";
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final CameraId HALL = new CameraId("lobby", "hall");
  private static final Principal ADA = new Principal("ada", Role.VIEWER, List.of(), false, "");
  private static final Principal EVE =
      new Principal("eve", Role.VIEWER, List.of("lobby/hall"), false, "");
  private static final byte[] JPEG = {1, 2, 3};

  private long millis = 1_000;
  private final List<ByteString> asked = new ArrayList<>();
  private UnaryOperator<ByteString> lie = answer -> answer;
  private final Node there = new Node(Elsewhere.NOWHERE, OtherNodes.NONE, settings(true, 1 << 20));
  private final Node here = new Node(this::elsewhere, new Asking(), settings(true, 1 << 20));

  /** A node without a port. */
  private final class Node {
    final CountHub hub =
        new CountHub(new CountSettings(1 << 24, 1 << 24), this::nanos, LiveViewsTest.this::now);
    final Site site =
        new Site(
            new SiteStore() {
              @Override
              public void write(SiteState state) {}

              @Override
              public void write(AlertMemory memory) {}
            },
            SiteState.EMPTY,
            Set.of());
    final SiteCounts seconds;
    final LiveViews views;

    Node(Elsewhere elsewhere, OtherNodes others, LiveSettings settings) {
      seconds =
          new SiteCounts(
              hub,
              site,
              SiteSettings.from(Block.of("throng.gpu-node", ConfigFactory.load())),
              new Alerts(AlertMemory.EMPTY),
              elsewhere,
              this::nanos,
              LiveViewsTest.this::now);
      views =
          new LiveViews(
              hub,
              seconds,
              new LiveViews.Others(elsewhere, others),
              settings,
              Runnable::run,
              this::nanos);
    }

    private long nanos() {
      return Duration.ofMillis(millis).toNanos();
    }

    void count(CameraId camera, double people) {
      float[] cells = {(float) people, 0};
      DensityMap map = new DensityMap(0, 0, 1, 2, people, cells, new DensityMap.Timing(0, 0, 0, 1));
      JpegFrame frame = new JpegFrame(0, 0, 0, 0, 64, 48, ByteString.fromArray(JPEG));
      hub.answered(camera, frame, map, new Network("crowd", "1", "crowd 0"), nanos());
    }
  }

  /** Asks the other node. */
  private final class Asking implements OtherNodes {
    @Override
    public List<String> names() {
      return List.of(THERE);
    }

    @Override
    public List<Reply> ask(ByteString question, List<String> whom) {
      asked.add(question);
      return whom.stream().map(it -> new Reply(it, answer(question))).toList();
    }

    private Optional<ByteString> answer(ByteString question) {
      assertThat(LiveViews.isAsked(question)).isTrue();
      return Optional.of(lie.apply(asking.views.answer(question).toCompletableFuture().join()));
    }
  }

  private Node asking = there;

  private Instant now() {
    return Instant.ofEpochMilli(1_780_000_000_000L + millis);
  }

  private static LiveSettings settings(boolean pictures, long bandwidth) {
    return new LiveSettings(pictures, 10, 10, 10, bandwidth);
  }

  private List<CameraElsewhere> elsewhere() {
    return asking.seconds.statuses().stream()
        .map(it -> new CameraElsewhere(THERE, it, Duration.ofMillis(millis).toNanos()))
        .toList();
  }

  private void seconds(int seconds) {
    for (int i = 0; i < 10 * seconds; i++) {
      millis += 100;
      asking.count(DOOR, 10);
      asking.seconds.tick();
      here.seconds.tick();
      asking.views.read();
      here.views.read();
    }
  }

  private CameraState door() {
    return here.views.counts().now(ADA).cameras().get(0);
  }

  private LiveFeed feed(Principal who) {
    LiveFeed feed =
        new LiveFeed(
            here.views.counts(),
            () -> Optional.of(who),
            here.views.bandwidth(),
            settings(true, 1 << 20),
            "hello",
            () -> Duration.ofMillis(millis).toNanos());
    assertThat(feed.next()).isPresent();
    return feed;
  }

  private static int pictures(LiveFeed feed) {
    int pictures = 0;
    for (Optional<Message> next = feed.next(); next.isPresent(); next = feed.next()) {
      pictures += next.get().isText() ? 0 : 1;
    }
    return pictures;
  }

  @Test
  void showsItAsItsNodeDoesWhileSomebodyLooks() throws Exception {
    there.hub.connected(DOOR);
    Outline half =
        new Outline(
            List.of(
                new PicturePoint(0, 0),
                new PicturePoint(0.5, 0),
                new PicturePoint(0.5, 1),
                new PicturePoint(0, 1)));
    there.site.change(
        DOOR, OptionalLong.empty(), it -> it.with(new Zone("left", Zone.Kind.COUNTED, half)));
    seconds(200);
    assertThat(door().zones()).isEmpty();

    here.views.fetch();
    millis += 200;

    CameraState shown = door();
    CameraState own = there.views.counts().now(ADA).cameras().get(0);
    assertThat(shown.countedBy()).contains(THERE);
    assertThat(shown.zones()).isEqualTo(own.zones()).hasSize(1);
    assertThat(shown.trend()).isEqualTo(own.trend()).isPresent();
    assertThat(shown.network()).contains("crowd 1");
    assertThat(shown.width()).contains(64);
    assertThat(shown.ageMillis()).isEqualTo(own.ageMillis());
    millis += 3_500;
    assertThat(door().zones()).isEmpty();
  }

  @Test
  void asksNothingWhileNobodyLooks() {
    there.hub.connected(DOOR);
    seconds(5);
    here.views.fetch();
    assertThat(asked).isEmpty();

    door();
    here.views.fetch();
    assertThat(asked).hasSize(1);
    seconds(5);
    here.views.fetch();

    assertThat(asked).hasSize(1);
  }

  @Test
  void sendsItsPictureAtMostOnceASecondAndOnlyWhileItIsWanted() {
    there.hub.connected(DOOR);
    LiveFeed feed = feed(ADA);
    feed.subscribe(new Subscription(false, Map.of("lobby/door", 10.0)));
    int pictures = 0;
    for (int i = 0; i < 10; i++) {
      seconds(1);
      here.views.fetch();
      pictures += pictures(feed);
    }
    assertThat(pictures).isBetween(8, 10);

    feed.subscribe(Subscription.NOTHING);
    seconds(4);
    asked.clear();
    here.views.fetch();

    assertThat(asked).isEmpty();
  }

  @Test
  void givesTheWholeCountOfAnotherNode() {
    there.hub.connected(DOOR);
    seconds(1);
    here.views.counts().latest(DOOR);
    here.views.fetch();

    Counted its = there.hub.latest(DOOR).orElseThrow();
    Counted got = here.views.counts().latest(DOOR).orElseThrow();

    assertThat(got.frame().jpeg()).isEqualTo(its.frame().jpeg());
    assertThat(got.network()).isEqualTo(its.network());
    assertThat(got.answeredMillis()).isEqualTo(its.answeredMillis());
    assertThat(got.answeredNanos()).isEqualTo(its.answeredNanos());
    assertThat(got.reply())
        .isInstanceOfSatisfying(
            DensityMap.class, map -> assertThat(map.values()).containsExactly(10, 0));
    here.views.fetch();
    assertThat(here.views.counts().latest(DOOR)).containsSame(got);
    millis += 6_000;
    assertThat(here.views.counts().latest(DOOR)).isEmpty();
  }

  @Test
  void waitsForThePictureOfWhoAsksOnce() {
    there.hub.connected(DOOR);
    seconds(1);
    var soon = here.views.counts().presentSoon(DOOR).toCompletableFuture();
    assertThat(soon).isNotDone();

    here.views.fetch();

    assertThat(soon.join()).isPresent();
    assertThat(here.views.counts().presentSoon(HALL).toCompletableFuture().join()).isEmpty();
  }

  @Test
  void sendsNoPictureWhereItsNodeShowsNone() {
    asking = new Node(Elsewhere.NOWHERE, OtherNodes.NONE, settings(false, 1 << 20));
    asking.hub.connected(DOOR);
    seconds(1);
    here.views.counts().latest(DOOR);
    here.views.fetch();

    assertThat(here.views.counts().latest(DOOR).orElseThrow().frame().jpeg().size()).isZero();
    assertThat(here.views.counts().present(DOOR)).isEmpty();
  }

  @Test
  void asksForNoPictureWhereItShowsNone() {
    there.hub.connected(DOOR);
    Node off = new Node(this::elsewhere, new Asking(), settings(false, 1 << 20));
    seconds(1);
    off.views.counts().latest(DOOR);
    off.views.fetch();

    assertThat(off.views.counts().latest(DOOR).orElseThrow().frame().jpeg().size()).isZero();
  }

  @Test
  void takesOfTheBandwidthOfTheNodeThatCounts() {
    asking = new Node(Elsewhere.NOWHERE, OtherNodes.NONE, settings(true, 1));
    asking.hub.connected(DOOR);
    seconds(1);
    here.views.counts().latest(DOOR);
    here.views.fetch();
    assertThat(here.views.counts().latest(DOOR)).isPresent();
    Counted first = here.views.counts().latest(DOOR).orElseThrow();
    millis += 1_000;
    asking.count(DOOR, 11);

    here.views.fetch();

    assertThat(here.views.counts().latest(DOOR)).containsSame(first);
  }

  @Test
  void believesNoNodeThatTellsOfOthersCamerasOrNonsense() {
    there.hub.connected(DOOR);
    seconds(1);
    here.hub.connected(HALL);
    here.count(HALL, 3);
    here.views.counts().latest(DOOR);
    door();

    for (UnaryOperator<ByteString> one :
        List.<UnaryOperator<ByteString>>of(
            answer -> answer.take(answer.size() - 1),
            answer -> ByteString.fromString("{\"cameras\":[{}]}"),
            answer -> ByteString.fromArray(new byte[] {1, 0, 1, 'a', 0, 1, 'b', -1, -1, -1}),
            answer ->
                ByteString.fromString(
                    answer.utf8String().replace("\"lobby/door\"", "\"lobby/hall\"")))) {
      lie = one;
      here.views.fetch();
      millis += 200;
      assertThat(here.views.counts().now(EVE).cameras().get(0).countedBy()).isEmpty();
    }

    assertThat(door().network()).isEmpty();
  }

  @Test
  void knowsItsLastMinutes() {
    there.hub.connected(DOOR);
    seconds(20);

    assertThat(here.views.counts().recent(ADA).get("lobby/door"))
        .hasSize(LiveCounts.SECONDS)
        .endsWith(10.0, 10.0, 10.0);
    assertThat(here.views.counts().recent(EVE)).isEmpty();
  }
}
