/** Configuration: where it is found, how it is overridden, and what is refused. */
@NullMarked
package throng.streams.settings;

import org.jspecify.annotations.NullMarked;
