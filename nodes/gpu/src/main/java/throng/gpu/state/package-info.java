/** Where zones, ground, calibration and alerts are kept, and what puts their counts forward. */
@NullMarked
package throng.gpu.state;

import org.jspecify.annotations.NullMarked;
