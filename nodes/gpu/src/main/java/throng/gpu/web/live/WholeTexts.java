package throng.gpu.web.live;

import akka.NotUsed;
import akka.http.javadsl.model.ws.BinaryMessage;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.TextMessage;
import akka.stream.Materializer;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A socket's messages as texts: however many frames or segments they come in, which is the
 * network's and the browser's to choose.
 */
final class WholeTexts {
  private static final int LONGEST = 64 * 1024;
  private static final Duration WITHIN = Duration.ofSeconds(3);

  private WholeTexts() {}

  /**
   * Each text, once it is there whole.
   *
   * <p><b>Emits when</b> a text has come whole
   *
   * <p><b>Backpressures when</b> downstream does, or a text is coming
   *
   * <p><b>Completes when</b> upstream does, or a message is no text, longer than 64 Ki characters,
   * or not there whole after 3 s
   *
   * <p><b>Cancels when</b> downstream cancels
   *
   * <p><b>Fails when</b> upstream fails
   */
  static Flow<Message, String, NotUsed> create(Materializer materializer) {
    return Flow.of(Message.class)
        .mapAsync(1, message -> whole(message, materializer))
        .takeWhile(Optional::isPresent)
        .map(Optional::orElseThrow);
  }

  private static CompletionStage<Optional<String>> whole(Message message, Materializer node) {
    if (message instanceof TextMessage text) {
      return text.isStrict() ? done(text.getStrictText()) : gathered(text, node);
    } else if (message instanceof BinaryMessage bytes && !bytes.isStrict()) {
      bytes.getStreamedData().runWith(Sink.cancelled(), node);
    }
    return CompletableFuture.completedFuture(Optional.empty());
  }

  private static CompletionStage<Optional<String>> done(String text) {
    return CompletableFuture.completedFuture(
        Optional.of(text).filter(it -> it.length() <= LONGEST));
  }

  private static CompletionStage<Optional<String>> gathered(TextMessage text, Materializer node) {
    return text.getStreamedText()
        .completionTimeout(WITHIN)
        .limitWeighted(LONGEST, part -> (long) part.length())
        .runFold(new StringBuilder(), StringBuilder::append, node)
        .handle((all, tooLongOrSlow) -> Optional.ofNullable(all).map(StringBuilder::toString));
  }
}
