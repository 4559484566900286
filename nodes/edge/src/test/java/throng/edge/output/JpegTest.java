package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import throng.streams.testing.OddJpegs;

class JpegTest {
  @Test
  void decodesToTheSizeThatTheHeaderSays() {
    try (Mat picture = new Mat()) {
      assertThat(Jpeg.decode(OddJpegs.progressive(40, 30), picture)).isTrue();
      assertThat(picture.cols()).isEqualTo(40);
      assertThat(picture.rows()).isEqualTo(30);
    }
  }

  @Test
  void decodesNoPictureThatHidesBehindAStuffedByteAndNoOtherFormat() {
    ByteString hidden = OddJpegs.hidden(OddJpegs.baseline(40, 30));

    try (Mat picture = new Mat()) {
      assertThat(Jpeg.decode(hidden, picture)).isFalse();
      assertThat(Jpeg.decode(ByteString.fromString("GIF89a"), picture)).isFalse();
      assertThat(picture.empty()).isTrue();
    }
  }
}
