/** Who may see and change what: accounts, tokens, sign-ins, and what guards them. */
@NullMarked
package throng.gpu.web.access;

import org.jspecify.annotations.NullMarked;
