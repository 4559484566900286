/**
 * The two systems that Throng replaces, so that either side can be swapped alone: the remote crowd
 * counter of 2019 and the LAN camera of 2024.
 */
@NullMarked
package throng.streams.legacy;

import org.jspecify.annotations.NullMarked;
