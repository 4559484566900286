package throng.gpu.web;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import throng.streams.settings.SettingsException;

/** Two networks, of which nothing is done but told; "broken" cannot be opened. */
final class FakeNetworks implements NetworkControl {
  @Override
  public Networks all() {
    return new Networks(
        "default",
        List.of(
            new Line("default", "crowd-s", "1", List.of("default"), 2),
            new Line("fast", "crowd-n", "1", List.of("fast"), 0)),
        List.of(new Refused("broken", "It has no file model.onnx.", 1)),
        Optional.of(
            new Shadow(
                "fast",
                "default",
                0.1,
                true,
                1,
                0,
                List.of(
                    new Difference("lobby/door", 20, 10, 11, 1, 0.5, Optional.of(0.9), 20, 10),
                    new Difference("yard/gate", 9, 90, 91, 1, 0.5, Optional.empty(), 20, 10)))));
  }

  @Override
  public CompletionStage<String> add(String name) {
    return name.equals("broken")
        ? CompletableFuture.failedFuture(new SettingsException("It has no file model.onnx."))
        : done("add " + name);
  }

  @Override
  public CompletionStage<String> use(String network, Optional<String> name) {
    return done("use " + network + " " + name.orElse("default"));
  }

  @Override
  public CompletionStage<String> remove(String name) {
    return done("remove " + name);
  }

  @Override
  public CompletionStage<String> shadow(String network, Optional<String> of, double share) {
    return done("shadow " + network + " " + of.orElse("default") + " " + share);
  }

  @Override
  public CompletionStage<String> stopShadow() {
    return done("stop");
  }

  private static CompletionStage<String> done(String sentence) {
    return CompletableFuture.completedFuture(sentence);
  }
}
