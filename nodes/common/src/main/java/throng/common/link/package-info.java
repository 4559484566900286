/** The encrypted link between edge nodes and GPU nodes, as both programs keep it. */
@NullMarked
package throng.common.link;

import org.jspecify.annotations.NullMarked;
