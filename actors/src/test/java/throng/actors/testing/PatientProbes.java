package throng.actors.testing;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/** Settings of a kit whose probes wait longer than a busy machine makes a test pause. */
public final class PatientProbes {
  private static final String PATIENCE =
      """
      akka.actor.testkit.typed { single-expect-default = 20s, filter-leeway = 20s }
      akka.test.single-expect-default = 20s
      """;

  private PatientProbes() {}

  /** The defaults but for that. */
  public static Config config() {
    return ConfigFactory.parseString(PATIENCE).withFallback(ConfigFactory.load());
  }
}
