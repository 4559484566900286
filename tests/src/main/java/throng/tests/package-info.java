/** Both nodes together, as processes and through real sockets; the rules of the house. */
@NullMarked
package throng.tests;

import org.jspecify.annotations.NullMarked;
