package throng.gpu.web.live;

import java.util.List;
import java.util.Optional;

/**
 * A camera as it is now.
 *
 * @param camera {@code node/camera}
 * @param title what people call it; empty: nobody has given it another name
 * @param capacity at how many people it is full; empty: nobody has said
 * @param connected whether it is connected
 * @param countedBy which other node counts it, as edges reach that: {@code host:port}; empty: this
 *     one
 * @param network which counted it last, its name and version; empty: none yet, or another node has
 *     not told
 * @param people the mean of its last second with a count, masks and calibration applied; empty:
 *     none yet
 * @param shown the same for people to read
 * @param low 95 of 100 times there are from so many people; empty: that is not known
 * @param high to so many
 * @param factor by which its counts are multiplied; empty: by nothing
 * @param unconfirmed whether a factor waits until somebody confirms it for the network that counts
 *     now; empty: none does
 * @param trend of the last five minutes
 * @param peopleAMinute how many more there are after a minute
 * @param raw the last picture's count, as the network gave it
 * @param ageMillis since the last picture that was counted came; empty: there has been none
 * @param countedAtMillis when that was, UTC
 * @param intervalMillis between two of its counts, the median
 * @param width of the last picture, in pixels
 * @param height of the last picture, in pixels
 * @param trouble why its last picture has no count, where that came after the last count
 * @param zones its zones, masks left out
 * @param alerts that are pending, firing or recovering on it, the gravest first
 */
public record CameraState(
    String camera,
    Optional<String> title,
    Optional<Integer> capacity,
    boolean connected,
    Optional<String> countedBy,
    Optional<String> network,
    Optional<Double> people,
    Optional<Integer> shown,
    Optional<Long> low,
    Optional<Long> high,
    Optional<Double> factor,
    Optional<Boolean> unconfirmed,
    Optional<String> trend,
    Optional<Double> peopleAMinute,
    Optional<Double> raw,
    Optional<Long> ageMillis,
    Optional<Long> countedAtMillis,
    Optional<Long> intervalMillis,
    Optional<Integer> width,
    Optional<Integer> height,
    Optional<String> trouble,
    List<ZoneState> zones,
    List<CameraAlert> alerts) {}
