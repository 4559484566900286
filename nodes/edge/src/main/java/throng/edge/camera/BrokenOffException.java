package throng.edge.camera;

import java.io.IOException;

/** An HTTP answer ended before its end. */
final class BrokenOffException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenOffException(Throwable why) {
    super("broken off", why);
  }
}
