package throng.gpu.web.live;

import java.util.Optional;

/**
 * The cameras of a group, summed up.
 *
 * @param version of all groups; it grows with each change of one
 * @param capacity at how many people it is full; empty: nobody has said, or one sees a part of it
 * @param cameras how many of them one sees
 * @param counted how many of those have a count that may be taken for the present one
 * @param people the sum of those; empty: there are none
 */
record GroupState(
    String name,
    String title,
    long version,
    Optional<Integer> capacity,
    int cameras,
    int counted,
    Optional<Double> people) {}
