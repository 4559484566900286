/** What the command lines of both programs have in common: refusals, exit codes, the version. */
@NullMarked
package throng.common.command;

import org.jspecify.annotations.NullMarked;
