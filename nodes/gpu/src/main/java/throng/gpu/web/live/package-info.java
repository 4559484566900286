/** What is counted now, as the page and programs read it: cameras, pictures, streams. */
@NullMarked
package throng.gpu.web.live;

import org.jspecify.annotations.NullMarked;
