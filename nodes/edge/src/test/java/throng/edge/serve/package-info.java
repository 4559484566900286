@NullMarked
package throng.edge.serve;

import org.jspecify.annotations.NullMarked;
