package throng.streams.tcp;

import throng.streams.wire.Message;

/** Makes the first message of each connection. */
@FunctionalInterface
public interface HelloFactory {

  /**
   * The hello of a connection that begins now.
   *
   * @param width the newest picture's width in pixels; 0: none was sent yet
   * @param height the newest picture's height in pixels; 0: none was sent yet
   * @param routing the camera's way to this connection
   */
  Message.Hello hello(int width, int height, Message.Routing routing);
}
