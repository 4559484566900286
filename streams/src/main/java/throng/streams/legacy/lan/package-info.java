/**
 * The LAN camera of 2024: the edge listens and serves its camera to viewers.
 *
 * <pre>
 *  viewer to edge   one ASCII byte a command: 0 1 2 3 q
 *  edge to viewer   | length:4, big-endian, unsigned | length bytes of JPEG |
 *                   or the text "Unknown command", with no length before it
 * </pre>
 */
@NullMarked
package throng.streams.legacy.lan;

import org.jspecify.annotations.NullMarked;
