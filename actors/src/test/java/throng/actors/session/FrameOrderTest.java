package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import throng.streams.frame.Mode;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.wire.WireException;

class FrameOrderTest {
  private final FrameOrder live = FrameOrder.of(Mode.LIVE, 4);
  private final FrameOrder lossless = FrameOrder.of(Mode.LOSSLESS, 4);

  @Test
  void takesSequencesThatIncreaseWithGaps() {
    for (long sequence : new long[] {3, 4, 9, Long.MAX_VALUE}) {
      live.came(sequence);
    }
  }

  @Test
  void refusesALiveFrameThatComesAgainOrBehindALaterOne() {
    live.came(5);
    answer(live, 5, SkipReason.OVERLOADED);

    assertRefused(live, 5);
    assertRefused(live, 4);
  }

  @Test
  void takesALosslessFrameAgainThatWasSentBackBehindLaterOnes() {
    for (long sequence : new long[] {5, 6, 7}) {
      lossless.came(sequence);
    }
    answer(lossless, 5, SkipReason.OVERLOADED);
    answer(lossless, 6, SkipReason.SHUTTING_DOWN);

    lossless.came(5);
    lossless.came(6);
    lossless.came(8);
    assertRefused(lossless, 5);
  }

  @Test
  void refusesALosslessFrameThatIsUnderWayOrFinallyAnswered() {
    lossless.came(5);
    assertRefused(lossless, 5);
    answer(lossless, 5, SkipReason.UNDECODABLE);
    assertRefused(lossless, 5);
  }

  @Test
  void remembersNoMoreThanTheWindow() {
    for (long sequence = 0; sequence < 10; sequence++) {
      lossless.came(sequence);
      answer(lossless, sequence, SkipReason.OVERLOADED);
    }

    lossless.came(6);
    assertRefused(lossless, 5);
  }

  private static void answer(FrameOrder order, long sequence, SkipReason reason) {
    order.answered(new Skipped(sequence, reason, ""));
  }

  private static void assertRefused(FrameOrder order, long sequence) {
    assertThatThrownBy(() -> order.came(sequence)).isInstanceOf(WireException.class);
  }
}
