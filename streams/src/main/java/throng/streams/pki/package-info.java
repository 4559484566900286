/** How a site's nodes come to trust each other: its authority, certificates, pairing, renewal. */
@NullMarked
package throng.streams.pki;

import org.jspecify.annotations.NullMarked;
