package throng.tests;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/**
 * What a window manager does when a window's close button is pressed: it asks the window's program
 * to close it (ICCCM 4.2.8.1, WM_DELETE_WINDOW). A screen of tests has no window manager.
 */
final class CloseButton {
  // A ClientMessage of X11/Xlib.h, where a long has eight bytes.
  private static final int CLIENT_MESSAGE = 33;
  private static final int EVENT_BYTES = 24 * Long.BYTES;
  private static final int TYPE = 0;
  private static final int WINDOW = 32;
  private static final int MESSAGE_TYPE = 40;
  private static final int FORMAT = 48;
  private static final int DATA = 56;
  private static final int LONGS = 32;

  private CloseButton() {}

  /** What is used of Xlib; a window and an atom are numbers. */
  interface Xlib extends Library {
    Pointer XOpenDisplay(String name);

    NativeLong XInternAtom(Pointer display, String name, int onlyIfExists);

    int XSendEvent(
        Pointer display, NativeLong window, int propagate, NativeLong mask, Pointer event);

    int XCloseDisplay(Pointer display);
  }

  /**
   * Presses it.
   *
   * @param display as DISPLAY has it
   * @param window its number
   */
  static void press(String display, long window) {
    Xlib x = Native.load("X11", Xlib.class);
    Pointer connection = x.XOpenDisplay(display);
    try (Memory event = new Memory(EVENT_BYTES)) {
      event.clear();
      event.setInt(TYPE, CLIENT_MESSAGE);
      event.setLong(WINDOW, window);
      event.setLong(MESSAGE_TYPE, x.XInternAtom(connection, "WM_PROTOCOLS", 0).longValue());
      event.setInt(FORMAT, LONGS);
      event.setLong(DATA, x.XInternAtom(connection, "WM_DELETE_WINDOW", 0).longValue());
      x.XSendEvent(connection, new NativeLong(window), 0, new NativeLong(0), event);
    } finally {
      // Sends what waits.
      x.XCloseDisplay(connection);
    }
  }
}
