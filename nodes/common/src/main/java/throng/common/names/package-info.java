/** How names are put in order. */
@NullMarked
package throng.common.names;

import org.jspecify.annotations.NullMarked;
