/**
 * Throng's own protocol, version 1: messages, their bytes, and the way back. docs/WIRE.md is its
 * description.
 */
@NullMarked
package throng.streams.wire;

import org.jspecify.annotations.NullMarked;
