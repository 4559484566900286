/** Values of a configuration: how each is read, what is refused, and what may be shown of it. */
@NullMarked
package throng.streams.settings;

import org.jspecify.annotations.NullMarked;
