/** What the stream tests of every module share. */
@NullMarked
package throng.streams.testing;

import org.jspecify.annotations.NullMarked;
