package throng.actors.inference;

import akka.util.ByteString;

/** Makes a JPEG into the network's input. Called by the threads of the decode pool at once. */
public interface PictureDecoder {
  /**
   * Decodes, resizes and normalises one picture.
   *
   * @throws UndecodableException if the bytes are no picture
   */
  DecodedPicture decode(ByteString jpeg) throws UndecodableException;

  /** The tensor size that a picture of this size, in pixels, becomes as a whole. */
  TensorSize tensorSize(int width, int height);

  /** What a picture of this size, in pixels, is to the network. */
  default Runs runs(int width, int height) {
    return new Runs(tensorSize(width, height), 1);
  }
}
