package throng.gpu.publish.mqtt;

/** The way to a broker. */
interface Link {
  /**
   * Sends a message, with the least effort that makes sure it arrives.
   *
   * @param payload {@code ""} with {@code isRetained}: nothing is retained any more
   * @return whether it is under way; false: the broker is away, or too much is under way
   */
  boolean publish(String topic, String payload, boolean isRetained);
}
