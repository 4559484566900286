package throng.gpu.web.live;

import java.util.Optional;

/**
 * A camera as it is now.
 *
 * @param camera {@code node/camera}
 * @param connected whether it is connected
 * @param people the mean of its last second with a count, masks and calibration applied; empty:
 *     none yet
 * @param raw the last picture's count, as the network gave it
 * @param ageMillis since the last picture that was counted came; empty: there has been none
 * @param countedAtMillis when that was, UTC
 * @param intervalMillis between two of its counts, the median
 * @param width of the last picture, in pixels
 * @param height of the last picture, in pixels
 * @param trouble why its last picture has no count, where that came after the last count
 */
record CameraState(
    String camera,
    boolean connected,
    Optional<Double> people,
    Optional<Double> raw,
    Optional<Long> ageMillis,
    Optional<Long> countedAtMillis,
    Optional<Long> intervalMillis,
    Optional<Integer> width,
    Optional<Integer> height,
    Optional<String> trouble) {}
