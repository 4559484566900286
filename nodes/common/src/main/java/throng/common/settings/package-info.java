/** Loading the settings: where they are found, what overrides them, and what is refused. */
@NullMarked
package throng.common.settings;

import org.jspecify.annotations.NullMarked;
