package throng.gpu.capacity;

import java.time.Duration;
import throng.streams.frame.PixelSize;

/**
 * What each camera sends, and when it counts as served.
 *
 * @param framesPerSecond of each camera
 * @param within the age at which 95 of 100 frames must have been counted
 * @param window how long a number of cameras is looked at
 */
public record Demand(PixelSize size, double framesPerSecond, Duration within, Duration window) {}
