@NullMarked
package throng.edge;

import org.jspecify.annotations.NullMarked;
