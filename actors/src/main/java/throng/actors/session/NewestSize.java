package throng.actors.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import throng.streams.wire.Message;

/**
 * Tells a session the size of its pictures, and nobody anything between two frames that the next
 * one would make wrong: of several sizes the newest counts.
 *
 * <p>A session hears of at most one size more than of frames. What a peer may have in the mailboxes
 * behind is so bounded by its window, also where it sends nothing but sizes.
 */
final class NewestSize {
  private final Session session;
  private boolean hasToldSinceFrame;
  private Message.@Nullable SizeChanged untold;

  NewestSize(Session session) {
    this.session = session;
  }

  /** Takes one message; gives it back where it is for somebody else. */
  List<Message> frames(Message message) {
    if (message instanceof Message.SizeChanged size) {
      if (hasToldSinceFrame) {
        untold = size;
      } else {
        tell(size);
      }
      return List.of();
    }
    if (untold != null) {
      tell(untold);
    } else {
      hasToldSinceFrame = false;
    }
    return List.of(message);
  }

  private void tell(Message.SizeChanged size) {
    session.resize(size.width(), size.height());
    hasToldSinceFrame = true;
    untold = null;
  }
}
