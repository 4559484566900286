package throng.streams.testing;

import akka.actor.ActorSystem;
import akka.stream.Materializer;
import akka.stream.SystemMaterializer;
import akka.stream.testkit.javadsl.StreamTestKit;
import akka.testkit.javadsl.TestKit;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests an actor system, and fails those that leave a stage running. */
public final class StreamTestExtension
    implements ParameterResolver, AfterEachCallback, AfterAllCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(StreamTestExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ActorSystem.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return system(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Materializer materializer = SystemMaterializer.get(system(context)).materializer();
    StreamTestKit.assertAllStagesStopped(materializer);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    ActorSystem system = store(context).remove(ActorSystem.class, ActorSystem.class);
    if (system != null) {
      TestKit.shutdownActorSystem(system);
    }
  }

  private static ActorSystem system(ExtensionContext context) {
    return store(context)
        .getOrComputeIfAbsent(ActorSystem.class, unused -> start(context), ActorSystem.class);
  }

  private static ActorSystem start(ExtensionContext context) {
    return ActorSystem.create(
        context.getRequiredTestClass().getSimpleName(),
        ConfigFactory.parseString(
                "akka.loglevel = OFF\nakka.stdout-loglevel = OFF\nakka.log-dead-letters = off")
            .withFallback(ConfigFactory.load()));
  }

  // The class's store, also where a method's context asks: one system serves all its methods.
  private static ExtensionContext.Store store(ExtensionContext context) {
    ExtensionContext classContext =
        context.getTestMethod().isPresent() ? context.getParent().orElse(context) : context;
    return classContext.getStore(NAMESPACE);
  }
}
