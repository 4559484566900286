package throng.gpu.model;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;

/**
 * OpenCV, loaded whole: what is loaded with the first picture may fail for want of a descriptor,
 * and then for good.
 */
final class OpenCv {
  private OpenCv() {}

  static void load() {
    Loader.load(opencv_core.class);
    Loader.load(opencv_imgproc.class);
    Loader.load(opencv_imgcodecs.class);
    // The decode pool is the parallelism: threads of OpenCV's own would take the workers' cores.
    opencv_core.setNumThreads(1);
    ProbePicture.jpeg(16, 16);
  }
}
