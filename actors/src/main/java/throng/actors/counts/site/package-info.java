/** What people have drawn, measured and said about cameras: state that outlives the node. */
@NullMarked
package throng.actors.counts.site;

import org.jspecify.annotations.NullMarked;
