package throng.gpu.model;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_BGR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.PictureDecoder;
import throng.actors.inference.TensorSize;
import throng.actors.inference.UndecodableException;
import throng.streams.frame.JpegFacts;
import throng.streams.frame.JpegHeader;

/**
 * Decodes JPEG with OpenCV into pooled native memory that becomes the network's input.
 *
 * <p>A picture is taken as its pixels are stored: an orientation in its EXIF data is ignored, since
 * a camera does not set one and density maps must lie on the picture that was sent. A JPEG that is
 * cut short is undecodable, although the codec would make a picture of it, and one that is damaged
 * where its data ends too early for that: {@link MissingData}.
 */
public final class JpegDecoder implements PictureDecoder, AutoCloseable {
  static {
    OpenCv.load();
  }

  private final InputConf input;
  private final Normalisation normalisation;
  private final PicturePool pool;
  private final AtomicBoolean closed = new AtomicBoolean();

  JpegDecoder(InputConf input, PicturePool pool) {
    this.input = input;
    this.pool = pool;
    this.normalisation = new Normalisation(input);
    pool.join();
  }

  @Override
  public TensorSize tensorSize(int width, int height) {
    return input.tensorSize(width, height);
  }

  @Override
  public DecodedPicture decode(ByteString jpeg) throws UndecodableException {
    JpegFacts facts = JpegFacts.of(jpeg).orElseThrow(JpegDecoder::noJpeg);
    DecodeScratch scratch = pool.takeScratch();
    try {
      return decode(jpeg, facts, scratch);
    } finally {
      pool.giveBack(scratch);
    }
  }

  private DecodedPicture decode(ByteString jpeg, JpegFacts facts, DecodeScratch scratch)
      throws UndecodableException {
    JpegHeader header = facts.header();
    ByteBuffer bytes = scratch.load(jpeg);
    TensorSize size = tensorSize(header.width(), header.height());
    NativePicture picture = pool.take(size, input.bytes(size));
    boolean done = false;
    try (Mat source = new Mat(1, bytes.limit(), CV_8UC1, scratch.jpeg())) {
      BytePointer lastPixel = fill(picture, source, header, scratch);
      if (MissingData.isIn(jpeg, facts, lastPixel, input.colour())) {
        throw damaged();
      }
      done = true;
      return picture;
    } finally {
      if (!done) {
        picture.close();
      }
    }
  }

  /** Makes the input; where the decoded picture's last pixel is. */
  private BytePointer fill(
      NativePicture picture, Mat source, JpegHeader header, DecodeScratch scratch)
      throws UndecodableException {
    TensorSize size = picture.tensorSize();
    boolean sameSize = size.equals(new TensorSize(header.height(), header.width()));
    if (sameSize && input.isAsDecoded()) {
      return decodeInto(picture, source);
    }
    int reduction = Reduction.atLeast(header, size.width(), size.height());
    // The reduction is a bit beside the colour's; BGR's own bit may not stand with RGB's.
    decode(source, Reduction.flag(reduction) | colourFlag(), scratch.decoded);
    if (!Reduction.isOf(scratch.decoded, header, reduction)) {
      throw otherSize();
    }
    Mat fitted = fit(scratch, size);
    normalisation.write(fitted, scratch, picture.slab().memory(), size);
    return lastPixel(scratch.decoded);
  }

  private BytePointer decodeInto(NativePicture picture, Mat source) throws UndecodableException {
    int type = CV_8UC(input.colour().channels());
    try (Mat target = Normalisation.view(picture.slab().memory(), picture.tensorSize(), type)) {
      decode(source, colourFlag(), target);
      if (target.data().address() != picture.slab().memory().address()) {
        throw otherSize();
      }
      return lastPixel(target);
    }
  }

  private static BytePointer lastPixel(Mat picture) {
    return picture.ptr(picture.rows() - 1, picture.cols() - 1);
  }

  private static void decode(Mat source, int flags, Mat target) throws UndecodableException {
    try (Mat result = imdecode(source, flags | IMREAD_IGNORE_ORIENTATION, target)) {
      if (result.empty()) {
        throw damaged();
      }
    } catch (RuntimeException e) {
      throw new UndecodableException("OpenCV cannot decode the JPEG: " + firstLine(e) + ".");
    }
  }

  /** The decoded picture at the tensor's size: averaged when smaller, interpolated when larger. */
  private static Mat fit(DecodeScratch scratch, TensorSize size) {
    Mat decoded = scratch.decoded;
    if (decoded.rows() == size.height() && decoded.cols() == size.width()) {
      return decoded;
    }
    boolean shrinks = size.height() <= decoded.rows() && size.width() <= decoded.cols();
    try (Size wanted = new Size(size.width(), size.height())) {
      resize(decoded, scratch.resized, wanted, 0, 0, shrinks ? INTER_AREA : INTER_LINEAR);
    }
    return scratch.resized;
  }

  private int colourFlag() {
    return switch (input.colour()) {
      case RGB -> IMREAD_COLOR_RGB;
      case BGR -> IMREAD_COLOR_BGR;
      case GREY -> IMREAD_GRAYSCALE;
    };
  }

  private static UndecodableException noJpeg() {
    return new UndecodableException("The bytes are no JPEG, or end before its size is said.");
  }

  private static UndecodableException damaged() {
    return new UndecodableException("The JPEG is cut short or damaged.");
  }

  private static UndecodableException otherSize() {
    return new UndecodableException("The JPEG's picture is not of the size that it says.");
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown error");
  }

  /** Needs no more of the pool; a decode that is under way ends as it would have. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      pool.leave();
    }
  }
}
