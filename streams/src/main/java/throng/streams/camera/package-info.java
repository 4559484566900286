/** The port through which a camera is plugged in, and the source that reads it for ever. */
@NullMarked
package throng.streams.camera;

import org.jspecify.annotations.NullMarked;
