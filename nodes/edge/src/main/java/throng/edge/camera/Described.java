package throng.edge.camera;

import throng.streams.camera.Camera;

/** A camera that knows how its pictures come to it. */
sealed interface Described extends Camera permits MjpegCamera, DecodedCamera, HttpCamera {
  /** FFmpeg's name for the codec. */
  String codec();

  /** Whether each picture comes as a JPEG. */
  boolean isJpeg();

  /** Frames a second as declared; 0 where that is not known. */
  double fps();
}
