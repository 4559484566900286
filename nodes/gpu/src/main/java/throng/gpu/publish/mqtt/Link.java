package throng.gpu.publish.mqtt;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The way to a broker. */
interface Link {
  /**
   * Sends a message, with the least effort that makes sure it arrives.
   *
   * @param payload {@code ""} with {@code isRetained}: nothing is retained any more
   * @return whether it has arrived, once that is known; empty: it is not sent, since the broker is
   *     away, or too much is under way
   */
  Optional<CompletionStage<Boolean>> publish(String topic, String payload, boolean isRetained);
}
