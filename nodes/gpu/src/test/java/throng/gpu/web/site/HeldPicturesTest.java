package throng.gpu.web.site;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import org.junit.jupiter.api.Test;
import throng.actors.counts.Counted;
import throng.actors.counts.Network;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

/** Pictures that are held for somebody who counts them. */
class HeldPicturesTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final int MEBIBYTE = 1 << 20;

  private long now;
  private final HeldPictures held = new HeldPictures(() -> now);

  @Test
  void forgetsTheEldestOfTooMany() {
    String eldest = hold(1);
    String second = hold(1);
    for (int i = 2; i <= HeldPictures.MOST; i++) {
      hold(1);
    }

    assertThat(held.get(DOOR, eldest)).isEmpty();
    assertThat(held.get(DOOR, second)).isPresent();
  }

  @Test
  void forgetsTheEldestOfTooManyBytes() {
    String eldest = hold(15 * MEBIBYTE);
    String second = hold(15 * MEBIBYTE);
    String newest = hold(15 * MEBIBYTE);

    assertThat(held.get(DOOR, eldest)).isEmpty();
    assertThat(held.get(DOOR, second)).isPresent();
    assertThat(held.get(DOOR, newest)).isPresent();
  }

  @Test
  void holdsOneHoweverLargeItIs() {
    String small = hold(1);
    String large = hold(33 * MEBIBYTE);

    assertThat(held.get(DOOR, small)).isEmpty();
    assertThat(held.get(DOOR, large)).isPresent();
  }

  @Test
  void forgetsWhatIsHeldForLong() {
    String one = hold(1);

    now = HeldPictures.HELD.toNanos();

    assertThat(held.get(DOOR, one)).isEmpty();
  }

  @Test
  void holdsForAsLongAgainWhatSomebodyAsksFor() {
    String one = hold(1);
    String other = hold(1);
    now = HeldPictures.HELD.toNanos() - 1;

    assertThat(held.renew(DOOR, one)).isTrue();
    assertThat(held.renew(new CameraId("lobby", "hall"), other)).isFalse();
    now++;

    assertThat(held.get(DOOR, one)).isPresent();
    assertThat(held.renew(DOOR, other)).isFalse();
    now = 2 * HeldPictures.HELD.toNanos() - 1;
    assertThat(held.get(DOOR, one)).isEmpty();
  }

  @Test
  void forgetsTheOneForWhichNobodyHasAskedForLongest() {
    String eldest = hold(1);
    String second = hold(1);
    for (int i = 2; i < HeldPictures.MOST; i++) {
      hold(1);
    }

    assertThat(held.renew(DOOR, eldest)).isTrue();
    hold(1);

    assertThat(held.get(DOOR, eldest)).isPresent();
    assertThat(held.get(DOOR, second)).isEmpty();
  }

  private String hold(int bytes) {
    JpegFrame frame = JpegFrame.of(0, 0, 0, 0, ByteString.fromArray(new byte[bytes]));
    Skipped reply = new Skipped(0, SkipReason.EXPIRED, "");
    return held.hold(new Counted(DOOR, frame, reply, new Network("a", "1"), 0, 0, 0), 1).id();
  }
}
