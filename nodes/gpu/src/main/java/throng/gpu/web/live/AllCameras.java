package throng.gpu.web.live;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import throng.actors.counts.site.CameraGroup;
import throng.actors.counts.site.SiteWide;
import throng.gpu.web.access.Principal;
import throng.streams.frame.CameraId;

/**
 * All cameras and groups at one moment: made once for all who look then, of which each is given
 * what they may see.
 */
final class AllCameras {
  private static final String ALL_OF_A_NODE = "/*";

  private final List<One> cameras;
  private final List<Group> groups;
  private final long version;
  private final Update all;

  // By the places of the cameras that are seen.
  private final Map<BitSet, Update> updates = new ConcurrentHashMap<>();

  /**
   * A camera.
   *
   * @param people that are there at this moment; empty: nobody knows
   */
  record One(CameraId camera, CameraState state, Optional<Double> people) {}

  /**
   * A group.
   *
   * @param members places in the list of all cameras
   */
  private record Group(CameraGroup group, BitSet members) {}

  AllCameras(List<One> cameras, SiteWide wide) {
    this.cameras = cameras;
    this.version = wide.version();
    Map<String, BitSet> places = places(cameras);
    this.groups =
        wide.groups().values().stream()
            .map(group -> new Group(group, members(group, places)))
            .toList();
    BitSet every = new BitSet();
    every.set(0, cameras.size());
    this.all = new Update(now(every));
    updates.put(every, all);
  }

  private static Map<String, BitSet> places(List<One> cameras) {
    Map<String, BitSet> places = new HashMap<>();
    for (int i = 0; i < cameras.size(); i++) {
      CameraId camera = cameras.get(i).camera();
      places.computeIfAbsent(camera.toString(), any -> new BitSet()).set(i);
      places.computeIfAbsent(camera.node() + ALL_OF_A_NODE, any -> new BitSet()).set(i);
    }
    return places;
  }

  private static BitSet members(CameraGroup group, Map<String, BitSet> places) {
    BitSet members = new BitSet();
    group.cameras().forEach(name -> members.or(places.getOrDefault(name, new BitSet())));
    return members;
  }

  /** What this caller may see of it: the cameras by name, and the groups' sums of those. */
  Update of(Principal who) {
    if (who.cameras().isEmpty()) {
      return all;
    }
    BitSet visible = new BitSet();
    IntStream.range(0, cameras.size())
        .filter(i -> who.sees(cameras.get(i).camera()))
        .forEach(visible::set);
    return updates.computeIfAbsent(visible, seen -> new Update(now(seen)));
  }

  private LiveCounts.Now now(BitSet visible) {
    List<GroupState> sums = new ArrayList<>();
    for (Group group : groups) {
      BitSet members = (BitSet) group.members().clone();
      members.and(visible);
      if (!members.isEmpty()) {
        sums.add(sum(group.group(), members, members.equals(group.members())));
      }
    }
    return new LiveCounts.Now(
        visible.stream().mapToObj(i -> cameras.get(i).state()).toList(), sums);
  }

  // How many people all of it holds says nothing of a part.
  private GroupState sum(CameraGroup group, BitSet members, boolean isWhole) {
    List<Double> people =
        members.stream().boxed().flatMap(i -> cameras.get(i).people().stream()).toList();
    double sum = people.stream().mapToDouble(Double::doubleValue).sum();
    return new GroupState(
        group.name(),
        group.title(),
        version,
        isWhole ? group.capacity().stream().boxed().findFirst() : Optional.empty(),
        members.cardinality(),
        people.size(),
        people.isEmpty() ? Optional.empty() : Optional.of(Rounded.tenth(sum)));
  }
}
