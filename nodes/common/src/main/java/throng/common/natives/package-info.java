/** Where native libraries are unpacked, and what is said where they cannot be. */
@NullMarked
package throng.common.natives;

import org.jspecify.annotations.NullMarked;
