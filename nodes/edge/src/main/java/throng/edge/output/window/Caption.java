package throng.edge.output.window;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is said of a tile's picture at this moment. What does not apply is empty.
 *
 * @param name of the camera
 * @param result what the picture shows: a number of people
 * @param details how the camera fares, when the picture was taken: the most important first
 * @param notice what is to be said in place of the result, and on a picture that is grey: it is not
 *     what is seen there now
 */
public record Caption(String name, String result, List<String> details, String notice) {

  /** Whether the picture shows what is there now. */
  boolean isFresh() {
    return notice.isEmpty();
  }

  /** What the bar says behind the name, first of all. */
  String main() {
    return isFresh() ? result : notice;
  }

  /** All that the bar says, in its order. */
  List<String> fields() {
    return Stream.concat(Stream.of(name, main()), details.stream())
        .filter(field -> !field.isEmpty())
        .toList();
  }
}
