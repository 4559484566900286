/** What the tests of several modules share: running streams, their ends, and a faulty network. */
@NullMarked
package throng.streams.testing;

import org.jspecify.annotations.NullMarked;
