package throng.actors.session;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import throng.streams.frame.CameraId;
import throng.streams.log.Printable;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message.Refused;
import throng.streams.wire.RefusedCode;

/** Why a camera that may come in does not, in words. */
final class Refusals {
  /** A sentence has room for so many. */
  private static final int MOST_SHOWN = 12;

  static final Refused GOING_DOWN = new Refused(RefusedCode.UNAVAILABLE, "The node is going down.");

  static final Refused FULL =
      new Refused(RefusedCode.UNAVAILABLE, "The node serves as many cameras as it may.");

  static final Refused TOO_MANY_WAIT =
      new Refused(
          RefusedCode.UNAVAILABLE,
          "Wrong access tokens came from this address, and too many wait for theirs to be looked"
              + " at.");

  private Refusals() {}

  /**
   * @param names the networks of this node
   * @param elsewhere those of others, each with where one of them takes frames
   */
  static Refused unknownModel(
      String wanted, List<String> names, SortedMap<String, HostAndPort> elsewhere) {
    return new Refused(RefusedCode.MODEL, unknown(wanted, names, elsewhere));
  }

  /** The network that is to count the camera is not there yet. */
  static Refused stillOpening(String network) {
    return new Refused(
        RefusedCode.MODEL,
        "The network \"%s\" is still opening: try again a little later."
            .formatted(Printable.line(network)));
  }

  private static String unknown(
      String wanted, List<String> names, SortedMap<String, HostAndPort> elsewhere) {
    if (wanted.isEmpty()) {
      return "The network that throng.gpu-node.camera-models names for this camera is not there"
          + " any more; there are %s.".formatted(shown(names));
    }
    String none = "This node has no network called \"%s\"".formatted(Printable.line(wanted));
    HostAndPort other = elsewhere.get(wanted);
    if (other != null) {
      return "%s; %s has it, where the camera cannot be sent now: let the edge node connect there (gpu-nodes)."
          .formatted(none, other);
    }
    Set<String> all = new LinkedHashSet<>(names);
    all.addAll(elsewhere.keySet());
    return "%s%s; there are %s. Say one of them with throng.edge-node.model, or none."
        .formatted(none, elsewhere.isEmpty() ? "" : ", and no other has", shown(all));
  }

  private static String shown(Collection<String> names) {
    String first =
        names.stream().limit(MOST_SHOWN).map(Printable::line).collect(Collectors.joining(", "));
    int more = names.size() - MOST_SHOWN;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  static Refused newer(CameraId camera) {
    return new Refused(
        RefusedCode.UNAVAILABLE, "A newer connection of " + camera + " is open already.");
  }

  static Refused nameInUse(CameraId camera) {
    return new Refused(
        RefusedCode.NAME_IN_USE,
        "Another edge node is connected as " + camera + "; give one of them another --name.");
  }
}
