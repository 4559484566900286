/** The page's server below its routes: connections, their bounds, requests, errors. */
@NullMarked
package throng.gpu.web.http;

import org.jspecify.annotations.NullMarked;
