package throng.streams.legacy.lan;

import java.net.InetSocketAddress;

/** Is told what viewers do; called by their streams, and must not block. */
public interface ViewerListener {
  /** A picture was written to a viewer. */
  void pictureSent(InetSocketAddress viewer);

  /**
   * A viewer's {@code 2}: its connection ends; whether the edge node does is the owner's choice.
   */
  void asksForShutdown(InetSocketAddress viewer);
}
