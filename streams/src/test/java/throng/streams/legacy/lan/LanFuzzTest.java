package throng.streams.legacy.lan;

import akka.util.ByteString;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Objects;
import java.util.Optional;
import throng.streams.legacy.LegacyException;

/** Whatever comes, only a {@link LegacyException} may escape, and every session goes on. */
class LanFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void readsAnEdgesMessagesOrRefuses(byte[] bytes) {
    LanMessageReader reader = new LanMessageReader(100_000);
    try {
      for (LanMessage message : reader.read(Optional.of(ByteString.fromArray(bytes)))) {
        Objects.requireNonNull(message);
      }
      reader.read(Optional.empty());
    } catch (LegacyException expected) {
      return;
    }
  }

  @FuzzTest(maxDuration = "60s")
  void obeysAnyViewer(byte[] bytes) {
    ViewerSession session = new ViewerSession();
    session.received(ByteString.fromArray(bytes));
    for (int i = 0; i <= bytes.length; i++) {
      if (session.next() == ViewerSession.Move.PICTURE) {
        session.pictureSent();
      }
    }
    if (session.waiting() > 0) {
      throw new AssertionError(session.waiting() + " commands were never obeyed");
    }
  }
}
