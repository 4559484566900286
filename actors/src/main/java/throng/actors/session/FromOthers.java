package throng.actors.session;

import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;

/** What becomes of this node's cameras by what other nodes have told. */
public sealed interface FromOthers extends Sessions.Command {

  /** Sends a camera to another node, which has more room for it. */
  record MoveAway(CameraId camera, HostAndPort target) implements FromOthers {}

  /**
   * Ends a camera's connection: another node has a connection of the same name that prevails.
   *
   * @param instance that connection's
   * @param own the instance of the one that gives way; a newer one does not
   * @param attempt likewise
   */
  record GiveUpName(CameraId camera, long instance, long own, int attempt) implements FromOthers {}

  /**
   * Looks whether a camera's connection gives a sign of life, and ends it otherwise: an edge
   * process at another node wants its name. Where only one of the two has proved the name, that one
   * has it, and nothing is looked for.
   *
   * @param instance that process'
   * @param isProved whether that process has shown a certificate of the name
   * @param isKept run where the connection keeps the name, by any thread
   */
  record CheckName(CameraId camera, long instance, boolean isProved, Runnable isKept)
      implements FromOthers {}

  /** Other nodes have come or gone. */
  enum MembersChanged implements FromOthers {
    INSTANCE
  }
}
