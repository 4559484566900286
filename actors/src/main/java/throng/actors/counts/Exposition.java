package throng.actors.counts;

/** The node's numbers as text for a monitoring system. Any thread may ask. */
public interface Exposition {
  /** The text's media type, with its version. */
  String contentType();

  /** The numbers at this moment. */
  String text();
}
