package throng.gpu.capacity;

import akka.util.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import throng.actors.inference.UndecodableException;
import throng.gpu.model.Degradation;
import throng.streams.camera.Picture;
import throng.streams.frame.PixelSize;

/** The synthetic crowd that comes with the program, at any size. */
final class StoredPicture {
  private static final String RESOURCE = "crowd.jpg";

  private StoredPicture() {}

  /** The picture as an edge node would send it at this size. */
  static Picture of(PixelSize size) {
    try (InputStream stored =
        Objects.requireNonNull(StoredPicture.class.getResourceAsStream(RESOURCE))) {
      ByteString jpeg =
          new Degradation(Optional.of(size), Optional.empty(), false)
              .apply(ByteString.fromArrayUnsafe(stored.readAllBytes()));
      return new Picture(
          jpeg, size.width(), size.height(), 0, 0, "", OptionalDouble.empty(), OptionalInt.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UndecodableException e) {
      throw new IllegalStateException(e);
    }
  }
}
