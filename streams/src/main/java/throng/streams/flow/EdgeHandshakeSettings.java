package throng.streams.flow;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import throng.streams.wire.Message;

/**
 * What the edge's side of one connection needs to know.
 *
 * @param address the node's, for events
 * @param hello the first message
 * @param drainTimeout how long the node may take to close after the goodbye
 * @param answerWithin how long the node may take to answer a frame, beside the frame's way to it
 * @param leastBytesPerSecond how slow that way may be
 * @param leave completed with the reason, in a sentence, once the connection is to be ended in good
 *     order though more frames come
 * @param follows asked once for each move that the node tells: whether the camera goes there
 * @param offered what the node is told of now and then; empty: nothing
 * @param clock nanoseconds, for the arrival of answers and how late they are
 */
public record EdgeHandshakeSettings(
    String address,
    Message.Hello hello,
    Duration drainTimeout,
    Duration answerWithin,
    int leastBytesPerSecond,
    CompletionStage<String> leave,
    Predicate<Message.Move> follows,
    Optional<OfferedRate> offered,
    LongSupplier clock) {}
