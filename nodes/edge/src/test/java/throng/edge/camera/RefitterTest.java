package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import org.junit.jupiter.api.Test;
import throng.streams.frame.JpegHeader;

class RefitterTest {
  private final Refitter refitter = new Refitter(90, 100_000_000);
  private final ByteString jpeg = ByteString.fromArray(Footage.jpeg(640, 480, 3));

  @Test
  void whatFitsIsLeftAlone() {
    assertThat(refitter.fit(jpeg, jpeg.size(), 640 * 480)).isSameAs(jpeg);
  }

  @Test
  void tooManyPixelsBecomeFewerInTheSameShape() {
    for (int most : new int[] {640 * 480 - 1, 100_000, 10_000, 2_000}) {
      JpegHeader header = JpegHeader.of(refitter.fit(jpeg, 1 << 20, most)).orElseThrow();
      assertThat(header.pixels()).isBetween((long) (most * 0.9), (long) most);
      assertThat(header.width() / (double) header.height()).isBetween(1.25, 1.42);
    }
  }

  @Test
  void tooManyBytesBecomeFewer() {
    for (int share : new int[] {2, 5, 20}) {
      ByteString fitted = refitter.fit(jpeg, jpeg.size() / share, 1 << 24);
      assertThat(fitted.size()).isLessThanOrEqualTo(jpeg.size() / share);
      assertThat(JpegHeader.of(fitted)).isPresent();
    }
  }

  @Test
  void whatCannotBeDecodedIsLeftForTheNodeToAnswer() {
    ByteString noise = ByteString.fromArray(new byte[5000]);
    ByteString head = jpeg.take(200);

    assertThat(refitter.fit(noise, 100, 100)).isSameAs(noise);
    assertThat(refitter.fit(head, 100, 100)).isSameAs(head);
  }

  @Test
  void whatWouldTakeADecoderTooMuchIsLeftForTheNodeToAnswer() {
    Refitter careful = new Refitter(90, 640 * 480 - 1);

    assertThat(careful.fit(jpeg, jpeg.size() - 1, 640 * 480)).isSameAs(jpeg);
    // Reduced while it is decoded, it takes a quarter.
    assertThat(careful.fit(jpeg, jpeg.size(), 160 * 120)).isNotSameAs(jpeg);
  }

  @Test
  void anImpossibleLimitEnds() {
    assertThat(refitter.fit(jpeg, 10, 1 << 24)).isSameAs(jpeg);
  }
}
