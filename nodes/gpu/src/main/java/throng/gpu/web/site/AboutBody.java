package throng.gpu.web.site;

import java.util.Optional;
import java.util.OptionalInt;
import throng.actors.counts.Title;
import throng.actors.counts.site.CameraAbout;

/** What people call a camera, and how many people the place that it shows holds. */
record AboutBody(Optional<String> title, Optional<Integer> capacity) {
  static AboutBody of(CameraAbout about) {
    return new AboutBody(about.title(), about.capacity().stream().boxed().findFirst());
  }

  /** Refuses what is no title or no capacity with a sentence. */
  CameraAbout about() {
    return new CameraAbout(title.map(Title::typed), capacity(capacity));
  }

  /** How many people a camera's place, a zone or a group holds, as a body has it. */
  static OptionalInt capacity(Optional<Integer> said) {
    return said.map(OptionalInt::of).orElse(OptionalInt.empty());
  }
}
