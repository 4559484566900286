package throng.streams.testing;

import akka.actor.ActorSystem;
import akka.stream.Materializer;
import akka.stream.SystemMaterializer;
import akka.stream.testkit.javadsl.StreamTestKit;
import akka.testkit.javadsl.TestKit;
import com.typesafe.config.ConfigFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An actor system for one test class, registered in a static field so that static set-up can use it
 * too; after each test no stage may still run. Classes that inherit the field have a system each,
 * one after another.
 */
public final class StreamSystem implements AfterEachCallback, AfterAllCallback {

  private @Nullable ActorSystem system;

  public synchronized ActorSystem get() {
    ActorSystem running = system;
    if (running == null) {
      running =
          ActorSystem.create(
              "test",
              ConfigFactory.parseString(
                      """
                      akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }
                      # For what shall come, on a slow machine.
                      akka.test.single-expect-default = 20s
                      akka.stream.testkit.all-stages-stopped-timeout = 20s
                      """)
                  .withFallback(ConfigFactory.load()));
      system = running;
    }
    return running;
  }

  public Materializer materializer() {
    return SystemMaterializer.get(get()).materializer();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    StreamTestKit.assertAllStagesStopped(materializer());
  }

  @Override
  public synchronized void afterAll(ExtensionContext context) {
    if (system != null) {
      TestKit.shutdownActorSystem(system);
      system = null;
    }
  }
}
