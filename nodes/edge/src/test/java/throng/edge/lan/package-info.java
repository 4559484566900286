@NullMarked
package throng.edge.lan;

import org.jspecify.annotations.NullMarked;
