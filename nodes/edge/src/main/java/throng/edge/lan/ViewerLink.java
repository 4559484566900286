package throng.edge.lan;

import akka.Done;
import akka.actor.typed.javadsl.ActorContext;
import java.util.concurrent.CompletableFuture;
import throng.edge.lan.ViewerGuardian.Came;
import throng.edge.lan.ViewerGuardian.Command;
import throng.edge.lan.ViewerGuardian.Connected;
import throng.edge.lan.ViewerGuardian.LinkEnded;

/** A viewer's connections to its edge, whose events are its {@link ViewerGuardian}'s messages. */
final class ViewerLink {
  private ViewerLink() {}

  /** Connects anew. */
  static EdgeLink open(ActorContext<Command> context, ViewerSetting setting) {
    var self = context.getSelf();
    CompletableFuture<EdgeLink> ready = new CompletableFuture<>();
    EdgeLink link =
        new EdgeLink(
            context.getSystem(),
            setting.edge(),
            setting.settings(),
            message -> {
              CompletableFuture<Done> taken = new CompletableFuture<>();
              return ready.thenCompose(
                  itself -> {
                    self.tell(new Came(itself, message, taken));
                    return taken;
                  });
            });
    ready.complete(link);
    var unused = link.connected().thenAccept(it -> self.tell(new Connected(link)));
    var unusedEither =
        link.ended().whenComplete((done, failure) -> self.tell(new LinkEnded(link, failure)));
    return link;
  }
}
