@NullMarked
package throng.edge.view;

import org.jspecify.annotations.NullMarked;
