package throng.actors.session;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import throng.actors.serving.PictureSize;

/**
 * Passes on the sizes that a camera tells of its pictures, and none between two counted frames that
 * the next one would make wrong: of several the newest counts.
 *
 * <p>Of a session at most one size more than counted frames goes on. What a peer may have in the
 * mailboxes behind is so bounded by its window, also where it sends nothing but sizes, or frames
 * that are answered without being counted.
 */
final class NewestSize {
  private final Consumer<PictureSize> next;
  private boolean hasToldSinceFrame;
  private @Nullable PictureSize untold;

  NewestSize(Consumer<PictureSize> next) {
    this.next = next;
  }

  /** Pictures have this size from here on. */
  void changed(PictureSize size) {
    if (hasToldSinceFrame) {
      untold = size;
    } else {
      tell(size);
    }
  }

  /** A frame is about to be counted. */
  void counting() {
    if (untold != null) {
      tell(untold);
    } else {
      hasToldSinceFrame = false;
    }
  }

  private void tell(PictureSize size) {
    hasToldSinceFrame = true;
    untold = null;
    next.accept(size);
  }
}
