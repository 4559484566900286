@NullMarked
package throng.common.natives;

import org.jspecify.annotations.NullMarked;
