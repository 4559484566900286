/** Certificates and keys from PEM files, and the contexts that encrypt with them. */
@NullMarked
package throng.streams.tls;

import org.jspecify.annotations.NullMarked;
