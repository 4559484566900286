/** When counts are to be told of, and when no longer. */
@NullMarked
package throng.actors.counts.alert;

import org.jspecify.annotations.NullMarked;
