package throng.streams.tcp;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import throng.streams.wire.Message;

/**
 * One connection that is to be made.
 *
 * @param routing what the node is told of the camera's way to it
 * @param follows whether the camera goes where the node sends it
 * @param leave completed once the connection is to be ended in good order
 * @param better addresses that are preferred, to be looked for meanwhile
 * @param isMember whether one of them is of the same cluster, which places its cameras itself; any
 *     thread
 * @param lookAfter how often to look
 * @param hasOthers whether another node may take the camera if this one falls silent; any thread
 */
record Route(
    String address,
    Message.Routing routing,
    Predicate<Message.Move> follows,
    CompletableFuture<String> leave,
    List<String> better,
    Predicate<String> isMember,
    Duration lookAfter,
    BooleanSupplier hasOthers) {}
