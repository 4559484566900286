package throng.gpu.evaluate;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.japi.Pair;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import throng.actors.inference.FrameOrigin;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.ServedModel;
import throng.actors.inference.UndecodableException;
import throng.actors.serving.ModelHost;
import throng.actors.serving.ServingSettings;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.common.console.Console;
import throng.gpu.model.Degradation;
import throng.streams.flow.FutureFailure;
import throng.streams.frame.CameraId;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.JpegHeader;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.settings.Block;

/** Counts photographs through the decoder, batcher and workers that serve cameras. */
public final class Evaluation {
  /** As many as two full batches of the usual size, so that decoding and the network overlap. */
  private static final int UNDER_WAY = 8;

  private static final CameraId CAMERA = new CameraId("evaluate", "photographs");

  /**
   * How it went.
   *
   * @param line the last line to print
   * @param uncounted photographs without a count
   */
  public record Result(String line, int uncounted) {}

  private final List<Photograph> photographs;
  private final Degradation degradation;
  private final Optional<Path> csv;
  private final ServedModel model;
  private final NodeStatistics statistics = new NodeStatistics();

  private Evaluation(
      List<Photograph> photographs,
      Degradation degradation,
      Optional<Path> csv,
      ServedModel model) {
    this.photographs = photographs;
    this.degradation = degradation;
    this.csv = csv;
    this.model = model;
  }

  /** What is counted with which network. */
  public static Evaluation of(
      List<Photograph> photographs,
      Degradation degradation,
      Optional<Path> csv,
      ServedModel model) {
    return new Evaluation(photographs, degradation, csv, model);
  }

  /**
   * Counts all photographs.
   *
   * @param config the program's whole configuration
   * @throws throng.streams.settings.SettingsException if the CSV file cannot be begun
   */
  public Result run(Config config, Console console) {
    try (Estimates estimates = Estimates.create(csv)) {
      ServingSettings serving = ServingSettings.from(Block.of("throng.gpu-node", config));
      ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "evaluate", config);
      try {
        ModelHost host =
            ModelHost.open(
                model,
                serving,
                MonotonicClock.SYSTEM,
                batcher -> system.systemActorOf(batcher, "batcher", Props.empty()));
        host.whenWarm().toCompletableFuture().join();
        model.tiling().ifPresent(console::line);
        return count(host, system, new Tally(photographs.size(), estimates, console));
      } finally {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
      }
    }
  }

  private Result count(ModelHost host, ActorSystem<Void> system, Tally tally) {
    try {
      Source.from(photographs)
          .mapAsync(
              UNDER_WAY,
              photograph ->
                  ask(photograph, host).thenApply(reply -> Pair.create(photograph, reply)))
          .runForeach(answer -> tally.add(answer.first(), answer.second()), system)
          .toCompletableFuture()
          .join();
      return tally.result();
    } catch (CompletionException e) {
      throw FutureFailure.cause(e) instanceof RuntimeException cause ? cause : e;
    }
  }

  private CompletableFuture<FrameReply> ask(Photograph photograph, ModelHost host) {
    CompletableFuture<FrameReply> reply = new CompletableFuture<>();
    try {
      ByteString jpeg = degradation.apply(read(photograph.file()));
      Optional<JpegHeader> header = JpegHeader.of(jpeg);
      if (header.isEmpty()) {
        reply.complete(new Skipped(0, SkipReason.UNDECODABLE, "The file is no JPEG picture."));
      } else {
        host.count(frame(jpeg, header.get(), reply));
      }
    } catch (UndecodableException e) {
      reply.complete(new Skipped(0, SkipReason.UNDECODABLE, String.valueOf(e.getMessage())));
    }
    return reply;
  }

  private PendingFrame frame(
      ByteString jpeg, JpegHeader header, CompletableFuture<FrameReply> reply) {
    return new PendingFrame(
        new FrameOrigin(CAMERA, 0),
        JpegFrame.of(0, 0, 0, 0, jpeg),
        model.decoder().runs(header.width(), header.height()),
        MonotonicClock.SYSTEM,
        reply::complete,
        statistics);
  }

  private static ByteString read(Path file) {
    try {
      return ByteString.fromArrayUnsafe(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
