package throng.gpu.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * How the node is, for whoever supervises it. Ready: its networks are warm, and it is not going
 * down. Any thread may tell or ask.
 */
public final class Health {
  private final Map<String, Supplier<String>> checks = new ConcurrentHashMap<>();
  private volatile boolean isWarm;
  private volatile boolean isDraining;

  /** Every worker has been warmed, and cameras are let in. */
  public void warm() {
    isWarm = true;
  }

  /** Nobody is let in any more. */
  public void draining() {
    isDraining = true;
  }

  /** Adds a part that is told of, whose failing does not make the node less ready to count. */
  public void part(String name, Supplier<String> state) {
    checks.put(name, state);
  }

  boolean isReady() {
    return isWarm && !isDraining;
  }

  /** The state of each part, in a word. */
  Map<String, String> states() {
    Map<String, String> states = new LinkedHashMap<>();
    states.put("model", isWarm ? "warm" : "warming");
    states.put("cameras", isDraining ? "draining" : isWarm ? "served" : "not served yet");
    checks.forEach((name, state) -> states.put(name, state.get()));
    return states;
  }
}
