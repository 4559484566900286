package throng.edge.camera;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Counts the pictures that one picture file holds: pages, or an animation. */
final class MorePictures {
  private MorePictures() {}

  /** At least 1, also where the format is not known here. */
  static int count(byte[] file) {
    if (PictureHeader.isJpeg(file)) {
      return 1;
    }
    if (StillFormat.isInBoxes(file)) {
      return Math.max(1, PictureSequence.count(file));
    }
    List<ByteBuffer> animated = PictureChunks.named("acTL", "ANMF", file);
    if (animated.isEmpty()) {
      return pages(file);
    }
    ByteBuffer first = animated.get(0);
    // PNG says how many there are, WebP has a part for each.
    boolean png = file[0] != 'R';
    return png && first.limit() >= 4 ? Math.max(1, first.getInt(0)) : animated.size();
  }

  private static int pages(byte[] file) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return 1;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        return Math.max(1, reader.getNumImages(true));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Broken behind its first picture, which is the one that counts.
      return 1;
    }
  }
}
