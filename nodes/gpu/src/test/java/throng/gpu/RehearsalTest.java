package throng.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.util.ByteString;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.DensityModel;
import throng.actors.inference.PictureDecoder;
import throng.actors.inference.ServedModel;
import throng.actors.inference.TensorSize;
import throng.actors.inference.UndecodableException;
import throng.common.settings.NodeKind;
import throng.common.settings.Settings;
import throng.gpu.model.Models;

/** A camera that is played before the node listens. */
class RehearsalTest {
  private static final int PATIENCE_SECONDS = 20;

  @TempDir Path state;

  private final AtomicInteger decoded = new AtomicInteger();
  private final CompletableFuture<Done> ended = new CompletableFuture<>();
  private Optional<ActorSystem<Done>> system = Optional.empty();

  @BeforeAll
  static void loadLibraries() {
    Models.prepare();
  }

  @AfterEach
  void endSystem() throws Exception {
    if (system.isPresent()) {
      system.get().terminate();
      system
          .get()
          .getWhenTerminated()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Test
  void sendsPicturesThroughTheServedDecoderAndLeavesNothingBehind() throws Exception {
    play("rehearsal = 8s");

    assertThat(decoded.get()).isGreaterThan(4);
  }

  @Test
  void isLeftOutWhereNoTimeIsGivenToIt() throws Exception {
    play("rehearsal = 0ms");

    assertThat(decoded).hasValue(0);
  }

  /** Returns once it is over and none of its actors is left. */
  private void play(String setting) throws Exception {
    Config config =
        ConfigFactory.parseString(
                "throng.gpu-node { inference.%s, model = constant, state-folder = \"%s\" }"
                    .formatted(setting, state))
            .withFallback(Settings.load(Optional.empty(), NodeKind.GPU).config())
            .resolve();
    ServeSettings settings = ServeSettings.from(CommonOptions.node(config));
    try (ServedModel model = Models.open(settings.models().first()).model()) {
      system =
          Optional.of(
              ActorSystem.create(guardian(settings, new Counting(model)), "rehearsed", config));
      ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private Behavior<Done> guardian(ServeSettings settings, ServedModel model) {
    return Behaviors.setup(
        context -> {
          ActorRef<Done> self = context.getSelf();
          Rehearsal.play(context, settings, model).thenRun(() -> self.tell(Done.getInstance()));
          return Behaviors.receive(Done.class)
              .onMessage(
                  Done.class,
                  over -> {
                    context.getChildren().forEach(context::watch);
                    return told(context);
                  })
              .onSignal(Terminated.class, ended -> told(context))
              .build();
        });
  }

  /** It is over as its actor ends, which its parent may hear of a moment later. */
  private Behavior<Done> told(ActorContext<Done> context) {
    if (context.getChildren().isEmpty()) {
      ended.complete(Done.getInstance());
    }
    return Behaviors.same();
  }

  /** Counts what is decoded; its network is never opened. */
  private final class Counting implements ServedModel {
    private final ServedModel served;

    Counting(ServedModel served) {
      this.served = served;
    }

    @Override
    public PictureDecoder decoder() {
      return new PictureDecoder() {
        @Override
        public TensorSize tensorSize(int width, int height) {
          return served.decoder().tensorSize(width, height);
        }

        @Override
        public DecodedPicture decode(ByteString jpeg) throws UndecodableException {
          decoded.incrementAndGet();
          return served.decoder().decode(jpeg);
        }
      };
    }

    @Override
    public String name() {
      return served.name();
    }

    @Override
    public String version() {
      return served.version();
    }

    @Override
    public int maxBatch() {
      return served.maxBatch();
    }

    @Override
    public boolean takesAnyBatch() {
      return served.takesAnyBatch();
    }

    @Override
    public List<String> devices() {
      return served.devices();
    }

    @Override
    public DensityModel open(int worker) {
      throw new IllegalStateException("It belongs to the node.");
    }

    @Override
    public void close() {
      throw new IllegalStateException("It belongs to the node.");
    }
  }
}
