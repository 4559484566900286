/**
 * Peers that do wrong, written from docs/WIRE.md alone: raw bytes over plain sockets and the JDK's
 * TLS, as nothing of ours would send them.
 */
@NullMarked
package throng.bench.hostile;

import org.jspecify.annotations.NullMarked;
