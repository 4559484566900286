@NullMarked
package throng.edge.output;

import org.jspecify.annotations.NullMarked;
