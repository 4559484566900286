package throng.edge.camera;

import akka.util.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.Camera;
import throng.streams.camera.Picture;
import throng.streams.frame.JpegDamage;
import throng.streams.frame.JpegFacts;
import throng.streams.frame.JpegHeader;
import throng.streams.log.RateLimitedLog;
import throng.streams.log.Reason;

/**
 * Picture files, one after another. JPEGs are passed on byte for byte unless another size or grey
 * is asked for, or they are stored turned; others are decoded and encoded.
 *
 * <p>A file that cannot be decoded, is damaged, cannot be read or is too large to be has its row
 * all the same: the few bytes that are sent in its place are no picture, and the node answers
 * UNDECODABLE. So it does for a JPEG that is passed on and is none.
 */
final class PictureFolder implements Camera {
  // A folder that vanishes, or is full of such files, must not fill the log.
  private final RateLimitedLog errors = RateLimitedLog.errors(PictureFolder.class);

  private static final byte[] NONE = {};

  private final Iterator<Path> files;
  private final PictureSettings settings;
  private final CameraLimits limits;
  private final JpegShaper shaper;
  private final TurnNotice notice;
  private final LeftOut leftOut;
  private int width = 1;
  private int height = 1;

  PictureFolder(List<Path> files, PictureSettings settings, TurnNotice notice, LeftOut leftOut) {
    this.files = files.iterator();
    this.settings = settings;
    this.notice = notice;
    this.leftOut = leftOut;
    this.limits = settings.limits();
    this.shaper = new JpegShaper(settings);
    leftOut.begun();
  }

  @Override
  public @Nullable Picture read() {
    if (!files.hasNext()) {
      leftOut.ended();
      return null;
    }
    Path file = files.next();
    byte[] bytes = bytes(file);
    Exposure exposure = Exposure.now();
    byte[] jpeg = jpeg(file, bytes);
    return exposure.of(
        jpeg, width, height, name(file), OptionalDouble.empty(), OptionalInt.empty());
  }

  /** The bytes to send; a picture of unknown size is taken to be of its predecessor's. */
  private byte[] jpeg(Path file, byte[] bytes) {
    Optional<JpegFacts> facts = JpegFacts.of(ByteString.fromArrayUnsafe(bytes));
    Optional<JpegHeader> header = facts.map(JpegFacts::header);
    Display display = StillDisplay.of(bytes);
    if (PictureHeader.isJpeg(bytes) && display.isPlain() && settings.leaves(header)) {
      header.ifPresent(jpeg -> sized(jpeg.width(), jpeg.height()));
      return facts.isPresent() && isDamaged(bytes, facts.get()) ? NoPicture.bytes() : bytes;
    }
    long stored = header.map(JpegHeader::pixels).orElseGet(() -> PictureHeader.pixels(bytes));
    long pixels = display.squarePixels(stored);
    if (pixels > limits.maxFilePixels()) {
      errors.write(
          "pictures of too many pixels",
          "%s has %d pixels, more than max-file-pixels (%d); it is not decoded."
              .formatted(file, pixels, limits.maxFilePixels()));
      return header.isPresent() && display.isPlain() ? bytes : NoPicture.bytes();
    }
    EncodedPicture shaped = shaped(file, bytes, display);
    if (shaped == null) {
      return NoPicture.bytes();
    }
    if (header.isPresent() && !display.isPlain()) {
      notice.turned(name(file), display);
    }
    leftOut.holds(name(file), MorePictures.count(bytes));
    sized(shaped.width(), shaped.height());
    return shaped.jpeg();
  }

  /** What may not be decoded is judged by the node, which refuses it. */
  private boolean isDamaged(byte[] bytes, JpegFacts jpeg) {
    return limits.allow(jpeg) && JpegDamage.isIn(ByteString.fromArrayUnsafe(bytes));
  }

  private @Nullable EncodedPicture shaped(Path file, byte[] bytes, Display display) {
    Optional<StillFormat> byFfmpeg = StillFormat.of(file, bytes);
    if (byFfmpeg.isPresent()) {
      return StillReader.read(
          file, byFfmpeg.get(), shaper, settings.grey(), limits.maxFilePixels());
    }
    return bytes.length == 0 ? null : shaper.reshape(bytes, display);
  }

  private byte[] bytes(Path file) {
    try {
      byte[] bytes = Files.size(file) <= limits.maxFileBytes() ? read(file) : NONE;
      if (bytes != NONE) {
        return bytes;
      }
      errors.write(
          "files of too many bytes",
          "%s has more bytes than max-file-bytes (%d); it is not read."
              .formatted(file, limits.maxFileBytes()));
    } catch (IOException e) {
      errors.write(
          "files that cannot be read", name(file) + " cannot be read: " + Reason.of(e) + ".");
    }
    return NoPicture.bytes();
  }

  /** A device has no size, and a file that is written grows: what is read has its own limit. */
  private byte[] read(Path file) throws IOException {
    int most = (int) limits.maxFileBytes();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most);
      return in.read() < 0 ? bytes : NONE;
    }
  }

  private void sized(int width, int height) {
    this.width = width;
    this.height = height;
  }

  private static String name(Path file) {
    Path last = file.getFileName();
    return last == null ? "" : last.toString();
  }

  @Override
  public void close() {
    shaper.close();
  }
}
