package throng.common.names;

import java.net.InetAddress;
import java.net.UnknownHostException;
import throng.streams.frame.CameraId;

/** What this machine calls itself, as a node may be named. */
public final class MachineName {
  private MachineName() {}

  /**
   * The machine's name, with dashes for what no name may have.
   *
   * @param otherwise where it has none that could be one
   */
  public static String or(String otherwise) {
    try {
      String host = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
      return CameraId.isName(host) ? host : otherwise;
    } catch (UnknownHostException e) {
      return otherwise;
    }
  }
}
