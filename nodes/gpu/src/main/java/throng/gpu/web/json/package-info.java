/** Records as JSON. */
@NullMarked
package throng.gpu.web.json;

import org.jspecify.annotations.NullMarked;
