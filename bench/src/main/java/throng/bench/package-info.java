/** What is measured: two things in one run, side by side, and their ratio. */
@NullMarked
package throng.bench;

import org.jspecify.annotations.NullMarked;
