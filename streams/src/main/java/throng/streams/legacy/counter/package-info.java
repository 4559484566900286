/**
 * The remote crowd counter of 2019, both roles and both ways of transfer.
 *
 * <pre>
 *  picture, client to server   | length:16 | length bytes of JPEG |
 *  density map, back           | length:16 | rows:16 | columns:16 | length bytes of float32 LE |
 * </pre>
 *
 * {@link throng.streams.legacy.counter.HeaderField} is one of the 16-byte fields, {@code Incoming}
 * and {@code Outgoing} are one message in each direction, {@code Conversation} takes turns between
 * them, {@code Exchange} is the stage around it, and {@link
 * throng.streams.legacy.counter.CounterServer} and {@link
 * throng.streams.legacy.counter.CounterClient} are what a node plugs in.
 */
@NullMarked
package throng.streams.legacy.counter;

import org.jspecify.annotations.NullMarked;
