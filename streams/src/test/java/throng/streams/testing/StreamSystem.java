package throng.streams.testing;

import akka.actor.ActorSystem;
import akka.stream.Materializer;
import akka.stream.SystemMaterializer;
import akka.stream.testkit.javadsl.StreamTestKit;
import akka.testkit.javadsl.TestKit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An actor system for one test class; after each test no stage may still run. */
public final class StreamSystem implements AfterEachCallback, AfterAllCallback {

  private final ActorSystem system = ActorSystem.create("test");

  public ActorSystem get() {
    return system;
  }

  public Materializer materializer() {
    return SystemMaterializer.get(system).materializer();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    StreamTestKit.assertAllStagesStopped(materializer());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    TestKit.shutdownActorSystem(system);
  }
}
