package throng.gpu.model;

import java.nio.ByteBuffer;
import throng.actors.inference.DecodedPicture;

/** A picture in native memory, as an ONNX network takes it. */
interface NetworkInput extends DecodedPicture {
  /** The pixels of its next run, position 0, limit all; valid until the next call, or its close. */
  ByteBuffer pixels();
}
