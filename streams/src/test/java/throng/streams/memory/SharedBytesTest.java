package throng.streams.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static throng.streams.memory.SharedBytes.Blame.WHAT_IT_HAS;
import static throng.streams.memory.SharedBytes.Blame.WHAT_IT_LEAVES_UNREAD;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import throng.streams.memory.SharedBytes.Share;

class SharedBytesTest {
  private static final int OWN = 100;
  private static final int POOL = 1000;
  private static final long YIELD_AFTER = 10;

  private final AtomicLong now = new AtomicLong();
  private final SharedBytes bytes =
      new SharedBytes(WHAT_IT_HAS, NewcomerPace.unbounded(), OWN, POOL, YIELD_AFTER, now::get);
  private final SharedBytes frames =
      new SharedBytes(
          WHAT_IT_LEAVES_UNREAD, NewcomerPace.unbounded(), OWN, POOL, YIELD_AFTER, now::get);
  private final List<String> events = new ArrayList<>();

  @Test
  void givesEverybodyItsOwnPartAlsoWhereThePoolIsUsedUp() {
    share("greedy", OWN + POOL);

    Share modest = bytes.join();

    assertThat(modest.take(OWN, () -> {})).isTrue();
    assertThat(modest.take(1, () -> {})).isFalse();
  }

  @Test
  void letsTheSmallestGoFirstOfThoseThatWait() {
    Share greedy = share("greedy", OWN + POOL);
    share("large", OWN + 900);
    share("small", OWN + 50);
    share("middle", OWN + 100);

    greedy.giveAll();

    assertThat(events).containsExactly("small has", "middle has");
    assertThat(bytes.waiting()).isEqualTo(1);
  }

  @Test
  void letsOneThatWasPromptGoBeforeSmallerOnesThatWereNot() {
    Share prompt = bytes.join();
    prompt.take(OWN + 500, () -> {});
    now.set(YIELD_AFTER - 1);
    prompt.giveAll();
    Share slow = bytes.join();
    slow.take(OWN + 500, () -> {});
    now.addAndGet(YIELD_AFTER);
    slow.giveAll();
    Share greedy = share("greedy", OWN + POOL);
    slow.take(OWN + 400, () -> events.add("slow has"));
    share("new", OWN + 300);
    prompt.take(OWN + 600, () -> events.add("prompt has"));

    greedy.giveAll();

    assertThat(events).containsExactly("prompt has", "new has");
  }

  @Test
  void letsNobodyOvertakeOneThatHasWaitedForLong() {
    Share first = share("first", OWN + 600);
    Share second = share("second", OWN + 400);
    share("large", OWN + 500);
    now.set(YIELD_AFTER);
    second.giveAll();

    share("smaller", OWN + 300);
    assertThat(events).isEmpty();
    assertThat(bytes.join().take(OWN, () -> {})).isTrue();
    first.giveAll();

    assertThat(events).containsExactly("large has", "smaller has");
  }

  @Test
  void letsOneThatNeverFitsHoldUpNobody() {
    share("first", OWN + 600);
    share("too large", OWN + POOL + 1);
    now.set(YIELD_AFTER);

    assertThat(bytes.join().take(OWN + 400, () -> {})).isTrue();
  }

  @Test
  void letsASmallOneInBesideALargeOneThatWaits() {
    share("greedy", OWN + 900);
    share("large", OWN + 500);

    assertThat(bytes.join().take(OWN + 50, () -> {})).isTrue();
  }

  @Test
  void hasTheOneYieldThatHasHeldMostForLongest() {
    share("slow", OWN + 300);
    share("slower", OWN + 600);
    now.set(YIELD_AFTER);
    Share waiter = share("waiter", OWN + 400);

    waiter.press();
    assertThat(events).as("it has not waited long enough").isEmpty();
    now.set(2 * YIELD_AFTER);
    waiter.press();
    waiter.press();

    assertThat(events).containsExactly("slower yields");
  }

  @Test
  void hasNobodyYieldWhoHasItsBytesForAMomentOnly() {
    Share waiter;
    share("fast", OWN + POOL).giveAll();
    now.set(5);
    share("fast", OWN + POOL);
    waiter = share("waiter", OWN + 1);
    now.set(YIELD_AFTER);

    waiter.press();

    assertThat(events).isEmpty();
  }

  @Test
  void forgetsThatOneMustYieldOnceItHasGivenItsBytesBack() {
    Share slow = share("slow", OWN + POOL);
    Share waiter = share("waiter", OWN + 1);
    now.set(YIELD_AFTER);
    waiter.press();
    assertThat(slow.mustYield()).isTrue();

    slow.giveAll();

    assertThat(slow.mustYield()).isFalse();
    assertThat(events).containsExactly("slow yields", "waiter has");
  }

  @Test
  void keepsWhatIsInUseBeyondTheConnectionUntilItIsGivenBack() {
    Share share = bytes.join();
    share.take(80, () -> {});
    share.take(20, () -> {});
    Runnable first = share.keep(80);

    share.close();
    assertThat(bytes.taken()).isEqualTo(80);
    Runnable late = share.keep(20);
    assertThat(bytes.taken()).isEqualTo(100);
    first.run();
    first.run();
    late.run();

    assertThat(bytes.taken()).isZero();
  }

  @Test
  void takesWhatAGoneConnectionKeepsOutOfThePool() {
    for (int i = 0; i < POOL / OWN; i++) {
      Share gone = bytes.join();
      gone.take(OWN, () -> {});
      Runnable unused = gone.keep(OWN);
      gone.close();
    }

    assertThat(bytes.join().take(OWN + 1, () -> {})).isFalse();
  }

  @Test
  void exchangesAFramesBytesForItsAnswersUntilThatIsRead() {
    Share share = frames.join();
    Share.Kept frame = share.keep(60);

    frame.exchange(500);
    frame.exchange(700);
    frame.run();
    assertThat(frames.taken()).isEqualTo(500);
    share.isRead();

    assertThat(frames.taken()).isZero();
  }

  @Test
  void givesUnreadAnswersBackWithTheirConnection() {
    Share share = frames.join();
    share.keep(60).exchange(500);
    Share.Kept late = share.keep(50);

    share.close();
    assertThat(frames.taken()).isEqualTo(50);
    late.exchange(500);
    share.isRead();

    assertThat(frames.taken()).isZero();
  }

  @Test
  void hasTheOneYieldThatLeavesMostUnreadForLongest() {
    Share slow = named(frames, "slow");
    slow.keep(1).exchange(OWN + 200);
    Share slower = named(frames, "slower");
    slower.keep(1).exchange(OWN + 400);
    Share busy = named(frames, "busy");
    busy.keep(OWN + 400);
    Share waiter = waiter(300);
    now.set(YIELD_AFTER);

    waiter.press();
    waiter.press();

    assertThat(events).containsExactly("slower yields");
    assertThat(slower.mustYield()).isTrue();
    slower.isRead();
    assertThat(slower.mustYield()).isFalse();
    assertThat(events).endsWith("waiter has");
  }

  @Test
  void hasNobodyYieldForFramesThatWaitForTheirAnswers() {
    named(frames, "busy").keep(OWN + POOL);
    Share waiter = waiter(1);
    now.set(10 * YIELD_AFTER);

    waiter.press();

    assertThat(events).isEmpty();
  }

  @Test
  void hasOneYieldAtOnceWhenAnAnswerGoesBeyondThePool() {
    named(frames, "slow").keep(1).exchange(OWN + 900);
    now.set(YIELD_AFTER);

    named(frames, "fast").keep(1).exchange(OWN + 200);

    assertThat(events).containsExactly("slow yields");
  }

  @Test
  void countsAnAnswerAsUnreadOnlyOnceTheOnesBeforeItAreThere() {
    Share share = named(frames, "share");
    Share.Kept first = share.keep(1);
    Share.Kept second = share.keep(1);
    second.exchange(OWN + POOL);
    Share waiter = waiter(300);
    now.set(YIELD_AFTER);
    waiter.press();
    assertThat(events).isEmpty();

    first.exchange(0);
    waiter.press();
    assertThat(events).isEmpty();
    now.addAndGet(YIELD_AFTER);
    waiter.press();

    assertThat(events).containsExactly("share yields");
  }

  @Test
  void isWholeAgainAfterAnyOrderOfEvents() {
    Random random = new Random(42);
    List<Share> open = new ArrayList<>();
    List<Share.Kept> kept = new ArrayList<>();
    List<Share> waiting = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      now.incrementAndGet();
      if (open.size() < 12) {
        open.add(bytes.join());
      }
      Share share = open.get(random.nextInt(open.size()));
      int length = 1 + random.nextInt(400);
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          if (!waiting.contains(share) && !share.take(length, () -> waiting.remove(share))) {
            waiting.add(share);
          }
        }
        case 2 -> kept.add(share.keep(length));
        case 3 -> {
          if (!kept.isEmpty()) {
            kept.remove(random.nextInt(kept.size())).exchange(random.nextInt(400));
          }
        }
        case 4 -> {
          share.press();
          share.isRead();
        }
        default -> {
          waiting.remove(share);
          open.remove(share);
          share.close();
        }
      }
      assertThat(bytes.taken()).isNotNegative();
    }

    open.forEach(Share::close);
    kept.forEach(Share.Kept::run);

    assertThat(bytes.taken()).isZero();
    assertThat(bytes.waiting()).isZero();
    assertThat(bytes.join().take(OWN + POOL, () -> {})).isTrue();
  }

  private Share waiter(long length) {
    Share waiter = frames.join();
    assertThat(waiter.take(OWN + length, () -> events.add("waiter has"))).isFalse();
    return waiter;
  }

  private Share named(SharedBytes of, String name) {
    Share share = of.join();
    share.onYield(() -> events.add(name + " yields"));
    return share;
  }

  private Share share(String name, long length) {
    Share share = named(bytes, name);
    boolean unused = share.take(length, () -> events.add(name + " has"));
    return share;
  }
}
