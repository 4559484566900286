@NullMarked
package throng.edge.viewer;

import org.jspecify.annotations.NullMarked;
