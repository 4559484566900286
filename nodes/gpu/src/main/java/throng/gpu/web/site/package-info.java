/** What people say of the places that are counted, as the API takes and tells it. */
@NullMarked
package throng.gpu.web.site;

import org.jspecify.annotations.NullMarked;
