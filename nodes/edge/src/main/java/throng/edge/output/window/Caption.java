package throng.edge.output.window;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is said of a tile's picture at this moment. What does not apply is empty.
 *
 * @param name of the camera
 * @param result what the picture shows: a number of people
 * @param state how the camera fares
 * @param clock when the picture was taken
 * @param rate pictures a second
 * @param notice what is to be said in place of the result, and on a picture that is grey: it is not
 *     what is seen there now
 */
public record Caption(
    String name, String result, String state, String clock, String rate, String notice) {

  /** Whether the picture shows what is there now. */
  boolean isFresh() {
    return notice.isEmpty();
  }

  /** What stands in the bar behind the name, the most important first. */
  List<String> fields() {
    Stream<String> all =
        isFresh() ? Stream.of(result, clock, state, rate) : Stream.of(notice, state, clock);
    return all.filter(field -> !field.isEmpty()).toList();
  }
}
