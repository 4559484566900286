package throng.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import throng.common.console.Console;
import throng.common.settings.NodeKind;
import throng.common.settings.Settings;
import throng.edge.output.FileSettings;
import throng.edge.output.StatusLines;
import throng.edge.output.ViewOptions;
import throng.edge.output.Views;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.testing.FakeNode;
import throng.streams.testing.StreamSystem;
import throng.streams.wire.Message;

/** How a camera ends once its user has ended the process. */
class EdgeGuardianTest {
  private static final FileSettings FILES =
      new FileSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Duration.ofSeconds(10),
          false);

  @RegisterExtension static final StreamSystem system = new StreamSystem();

  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Console console = Console.create(true);
  private volatile boolean isClosing = true;
  private List<CameraRun> runs = List.of();

  @AfterEach
  void closeConsole() {
    console.close();
  }

  @Test
  void aLiveCameraDoesNotWaitForANodeThatNeverAnswers() throws Exception {
    assertThat(stopped("mode = live, max-age = 200ms", frame -> List.of())).isZero();
  }

  @Test
  void aLosslessCameraDoesNotWaitForANodeThatIsOverloadedForEver() throws Exception {
    int code =
        stopped(
            "mode = lossless",
            frame ->
                List.of(
                    new Message.Reply(
                        new Skipped(frame.sequence(), SkipReason.OVERLOADED, "It is full."))));

    assertThat(code).isEqualTo(ExitCode.MISSING.number());
  }

  @Test
  void aCameraWhoseFramesAreAnsweredDoesNotWaitForANodeThatNeverCloses() throws Exception {
    isClosing = false;

    assertThat(stopped("mode = lossless", EdgeGuardianTest::counted)).isZero();
  }

  @Test
  void aFilmsFirstPictureIsReadyBeforeANodeIs() throws Exception {
    ActorSystem<EdgeGuardian.Command> edge =
        edge("mode = lossless, gpu-nodes = [\"127.0.0.1:1\"]", new CompletableFuture<>());
    try {
      await().atMost(LONG).until(() -> runs.get(0).tally().snapshot().captured() == 1);
    } finally {
      edge.terminate();
      edge.getWhenTerminated().toCompletableFuture().get(LONG.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** The exit code of a camera that is ended long before {@code drain-timeout} is over. */
  private int stopped(String settings, Function<JpegFrame, List<Message>> answers)
      throws Exception {
    FakeNode node = FakeNode.start(system.get(), message -> said(message, answers));
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    ActorSystem<EdgeGuardian.Command> edge =
        edge(
            settings
                + ", drain-timeout = 1h, limits.silence-timeout = 1h, gpu-nodes = [\""
                + node.address()
                + "\"]",
            ended);
    try {
      await().atMost(LONG).until(() -> node.frames().size() >= 2);
      edge.tell(EdgeGuardian.Stop.INSTANCE);
      return ended.get(LONG.toSeconds(), TimeUnit.SECONDS);
    } finally {
      over.countDown();
      edge.terminate();
      edge.getWhenTerminated().toCompletableFuture().get(LONG.toSeconds(), TimeUnit.SECONDS);
      node.close();
    }
  }

  private static List<Message> counted(JpegFrame frame) {
    return List.of(new Message.Reply(FakeNode.map(frame)));
  }

  private List<Message> said(Message message, Function<JpegFrame, List<Message>> answers) {
    if (message instanceof Message.Goodbye && !isClosing) {
      awaitEnd();
    }
    return message instanceof Message.Frame sent
        ? answers.apply(sent.frame())
        : FakeNode.POLITE.apply(message);
  }

  /** Until the test is over the node's stream does not see that the edge has closed its half. */
  private void awaitEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ActorSystem<EdgeGuardian.Command> edge(String settings, CompletableFuture<Integer> ended)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("application.conf"), "throng.edge-node { " + settings + " }");
    Config config = Settings.load(Optional.of(file), NodeKind.EDGE).config();
    runs =
        EdgeSettings.ofSources(
                config,
                List.of("test:people=1,size=64x48,fps=50"),
                Optional.of("lobby/door"),
                ConfigFactory.empty(),
                folder)
            .cameras()
            .stream()
            .map(camera -> CameraRun.of(camera, 1, console))
            .toList();
    ViewOptions nothing =
        new ViewOptions(false, false, Optional.empty(), Optional.empty(), Optional.empty());
    EdgeGuardian.Setting setting =
        new EdgeGuardian.Setting(
            Views.open(nothing, FILES, 1, console, InstantSource.system()),
            console,
            new StatusLines(runs.stream().map(CameraRun::status).toList(), console, 60),
            OptionalLong.empty(),
            ended);
    return ActorSystem.create(EdgeGuardian.create(runs, setting), "edge-node", config);
  }
}
