package throng.gpu;

import akka.actor.ActorSystem;
import akka.actor.DynamicAccess;
import akka.actor.Scheduler;
import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.Mailboxes;
import akka.dispatch.MonitorableThreadFactory;
import akka.dispatch.PinnedDispatcherConfigurator;
import akka.event.EventStream;
import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import scala.Option;
import scala.concurrent.ExecutionContext;
import throng.common.natives.Precedence;

/**
 * A thread for each worker, which goes first, as those do that its network's runtime starts from
 * it. Akka makes it, by the name of this class.
 */
public final class NetworkDispatcher extends PinnedDispatcherConfigurator {

  public NetworkDispatcher(Config config, DispatcherPrerequisites others) {
    super(config, new First(others));
  }

  private record First(DispatcherPrerequisites others) implements DispatcherPrerequisites {
    @Override
    public ThreadFactory threadFactory() {
      return Precedence.first(
          others.threadFactory() instanceof MonitorableThreadFactory named
              ? named.withName(named.name() + "-network")
              : others.threadFactory());
    }

    @Override
    public EventStream eventStream() {
      return others.eventStream();
    }

    @Override
    public Scheduler scheduler() {
      return others.scheduler();
    }

    @Override
    public DynamicAccess dynamicAccess() {
      return others.dynamicAccess();
    }

    @Override
    public ActorSystem.Settings settings() {
      return others.settings();
    }

    @Override
    public Mailboxes mailboxes() {
      return others.mailboxes();
    }

    @Override
    public Option<ExecutionContext> defaultExecutionContext() {
      return others.defaultExecutionContext();
    }
  }
}
