package throng.actors.counts.past;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FewAtOnceTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Queue<Runnable> begun = new ArrayDeque<>();

  @Test
  void questionsOfPagesAtTwoNodesAreAllAnsweredInTheirOrderAFewAtOnce() {
    List<CompletableFuture<ByteString>> asked = ask(waiting(Duration.ofMinutes(1)), 12);

    for (int answered = 0; answered < 12; answered++) {
      assertThat(begun).hasSize(Math.min(4, 12 - answered));
      begun.remove().run();
      assertThat(asked.get(answered)).isCompletedWithValue(question(answered));
    }
    assertThat(begun).isEmpty();
  }

  @Test
  void whatFailsLetsTheNextOneBegin() {
    FewAtOnce answers =
        new FewAtOnce(
            begun::add,
            Duration.ofMinutes(1),
            question -> {
              throw new IllegalStateException("It cannot answer");
            });

    List<CompletableFuture<ByteString>> asked = ask(answers, 6);
    while (!begun.isEmpty()) {
      begun.remove().run();
    }

    assertThat(asked).allSatisfy(it -> assertThat(it).isCompletedExceptionally());
  }

  @Test
  void asManyWaitAsThereIsRoomFor() {
    List<CompletableFuture<ByteString>> asked = ask(waiting(Duration.ofMinutes(1)), 37);

    assertThat(asked.subList(0, 36)).noneMatch(CompletableFuture::isDone);
    assertRefused(asked.get(36));
  }

  @Test
  void whatHasWaitedForTooLongIsAnsweredNoMore() {
    List<CompletableFuture<ByteString>> asked = ask(waiting(Duration.ofMillis(1)), 5);

    assertThat(asked.get(4))
        .failsWithin(SOON)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(TimeoutException.class);
    assertThat(asked.subList(0, 4)).noneMatch(CompletableFuture::isDone);
    begun.remove().run();
    assertThat(begun).hasSize(3);
  }

  @Test
  void nothingWaitsWhereWhoAsksDoesSoAgain() {
    List<CompletableFuture<ByteString>> asked =
        ask(new FewAtOnce(begun::add, UnaryOperator.identity()), 5);

    assertThat(begun).hasSize(4);
    assertRefused(asked.get(4));
  }

  @Test
  void whatNobodyCarriesOutAnyMoreFailsAndHoldsUpNothing() {
    FewAtOnce answers =
        new FewAtOnce(
            task -> {
              throw new RejectedExecutionException("It ends");
            },
            Duration.ofMinutes(1),
            UnaryOperator.identity());

    assertThat(ask(answers, 40)).allSatisfy(FewAtOnceTest::assertRefused);
  }

  private FewAtOnce waiting(Duration patience) {
    return new FewAtOnce(begun::add, patience, UnaryOperator.identity());
  }

  private static List<CompletableFuture<ByteString>> ask(FewAtOnce answers, int questions) {
    return IntStream.range(0, questions)
        .mapToObj(it -> answers.answer(question(it)).toCompletableFuture())
        .toList();
  }

  private static ByteString question(int number) {
    return ByteString.fromString("question " + number);
  }

  private static void assertRefused(CompletableFuture<ByteString> asked) {
    assertThat(asked)
        .failsWithin(SOON)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(RejectedExecutionException.class);
  }
}
