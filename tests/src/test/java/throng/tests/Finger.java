package throng.tests;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** A finger on a touch screen, at fractions of an element. */
final class Finger {
  private static final int STEPS = 6;

  private final CDPSession device;
  private final Locator on;

  Finger(Page page, Locator on) {
    this.on = on;
    device = page.context().newCDPSession(page);
    JsonObject screen = new JsonObject();
    screen.addProperty("enabled", true);
    screen.addProperty("maxTouchPoints", 1);
    device.send("Emulation.setTouchEmulationEnabled", screen);
  }

  void tap(double x, double y) {
    touch("touchStart", x, y);
    touch("touchEnd", x, y);
  }

  /** Lays the finger on one place, moves it to another, and does not take it away. */
  void press(double fromX, double fromY, double toX, double toY) {
    touch("touchStart", fromX, fromY);
    for (int step = 1; step <= STEPS; step++) {
      double share = (double) step / STEPS;
      touch("touchMove", fromX + share * (toX - fromX), fromY + share * (toY - fromY));
    }
  }

  void lift() {
    touch("touchEnd", 0, 0);
  }

  private void touch(String type, double x, double y) {
    var box = on.boundingBox();
    JsonArray points = new JsonArray();
    if (!type.equals("touchEnd")) {
      JsonObject point = new JsonObject();
      point.addProperty("x", box.x + x * box.width);
      point.addProperty("y", box.y + y * box.height);
      points.add(point);
    }
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.add("touchPoints", points);
    device.send("Input.dispatchTouchEvent", event);
  }
}
