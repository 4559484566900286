package throng.gpu.evaluate;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import java.util.concurrent.CompletableFuture;
import throng.actors.batch.BatchSettings;
import throng.actors.batch.Batcher;
import throng.actors.inference.InferenceSettings;
import throng.actors.inference.ServedModel;
import throng.actors.inference.WorkerPool;
import throng.streams.settings.Block;

/** Workers and their batcher, without connections. */
final class InProcess {
  private InProcess() {}

  /**
   * Starts them.
   *
   * @param ready completed with the batcher once every worker is warm; fails if one cannot be
   */
  static Behavior<WorkerPool.Started> create(
      ServedModel model, Config config, CompletableFuture<ActorRef<Batcher.Command>> ready) {
    Block node = Block.of("throng.gpu-node", config);
    InferenceSettings inference = InferenceSettings.from(node);
    BatchSettings batch = BatchSettings.from(node);
    return Behaviors.setup(
        context -> {
          ActorRef<WorkerPool.Command> workers =
              context.spawn(
                  WorkerPool.create(model, inference, "throng.inference-dispatcher"), "workers");
          ActorRef<Batcher.Command> batcher =
              context.spawn(Batcher.create(model, batch, workers), "batcher");
          workers.tell(new WorkerPool.AwaitWarm(context.getSelf()));
          return Behaviors.receiveMessage(
              started -> {
                if (started instanceof WorkerPool.CannotOpen failed) {
                  ready.completeExceptionally(failed.cause());
                } else {
                  ready.complete(batcher);
                }
                return Behaviors.same();
              });
        });
  }
}
