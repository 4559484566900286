/** The live page and its API: what an operator, or a program, sees of the node. */
@NullMarked
package throng.gpu.web;

import org.jspecify.annotations.NullMarked;
