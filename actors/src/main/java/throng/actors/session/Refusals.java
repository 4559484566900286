package throng.actors.session;

import java.util.List;
import throng.streams.frame.CameraId;
import throng.streams.log.Printable;
import throng.streams.wire.Message.Refused;
import throng.streams.wire.RefusedCode;

/** Why a camera that may come in does not, in words. */
final class Refusals {
  static final Refused GOING_DOWN = new Refused(RefusedCode.UNAVAILABLE, "The node is going down.");

  static final Refused FULL =
      new Refused(RefusedCode.UNAVAILABLE, "The node serves as many cameras as it may.");

  static final Refused TOO_MANY_WAIT =
      new Refused(
          RefusedCode.UNAVAILABLE,
          "Wrong access tokens came from this address, and too many wait for theirs to be looked"
              + " at.");

  private Refusals() {}

  static Refused unknownModel(String wanted, List<String> names) {
    return new Refused(
        RefusedCode.MODEL,
        wanted.isEmpty()
            ? "The network that throng.gpu-node.camera-models names for this camera is not there"
                + " any more; there are "
                + String.join(", ", names)
                + "."
            : "This node has no network called \"%s\"; there are %s. Say one of them with throng.edge-node.model, or none."
                .formatted(Printable.line(wanted), String.join(", ", names)));
  }

  static Refused nameInUse(CameraId camera) {
    return new Refused(
        RefusedCode.NAME_IN_USE,
        "Another edge node is connected as " + camera + "; give one of them another --name.");
  }
}
