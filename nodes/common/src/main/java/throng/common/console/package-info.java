/** What a person sees of long work: status lines, progress, plain lines elsewhere. */
@NullMarked
package throng.common.console;

import org.jspecify.annotations.NullMarked;
