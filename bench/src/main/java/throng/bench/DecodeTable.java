package throng.bench;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import akka.util.ByteString;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.actors.inference.PictureDecoder;

/** What a JPEG costs on its way to the network's tensor, against what the codecs alone take. */
@Command(
    name = "decode",
    description = "JPEG to the network's tensor on one thread, against OpenCV and FFmpeg alone.")
final class DecodeTable implements Table {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Option(names = "--rounds", description = "How often each is measured.", defaultValue = "9")
  private int rounds = 9;

  @Option(names = "--seconds", description = "How long each time.", defaultValue = "0.5")
  private double seconds = 0.5;

  @FunctionalInterface
  private interface Decoding {
    void decode(ByteString jpeg) throws Exception;
  }

  @Override
  public void print() throws Exception {
    Lines.title(
        "A JPEG of 640 x 480, one thread, ms of processor; medians of " + rounds + ", in turn");
    Lines.print(
        "%-26s %6s %14s %15s %7s %15s %7s",
        "", "kB", "OpenCV to RGB", "FFmpeg to YUV", "ratio", "node to tensor", "ratio");
    try (GpuSide gpu = GpuSide.start("constant");
        BareFfmpegJpegs ffmpeg = new BareFfmpegJpegs();
        Mat reused = new Mat()) {
      PictureDecoder decoder = gpu.model().decoder();
      for (SampledJpegs sampled : SampledJpegs.all()) {
        row(
            sampled,
            jpeg -> opencv(jpeg, reused),
            ffmpeg::decode,
            jpeg -> decoder.decode(jpeg).close());
      }
    }
  }

  private void row(SampledJpegs sampled, Decoding opencv, Decoding ffmpeg, Decoding node)
      throws Exception {
    List<Double> first = new ArrayList<>();
    List<Double> second = new ArrayList<>();
    List<Double> third = new ArrayList<>();
    for (int round = -1; round < rounds; round++) {
      double byOpencv = millis(opencv, sampled.jpegs());
      double byFfmpeg = millis(ffmpeg, sampled.jpegs());
      double byNode = millis(node, sampled.jpegs());
      // The first warms the compiler up.
      if (round >= 0) {
        first.add(byOpencv);
        second.add(byFfmpeg);
        third.add(byNode);
      }
    }
    Lines.print(
        "%-26s %6.1f %14.3f %15.3f %7.2f %15.3f %7.2f",
        sampled.name(),
        sampled.meanBytes() / 1e3,
        Medians.of(first),
        Medians.of(second),
        Medians.ratio(second, first),
        Medians.of(third),
        Medians.ratio(third, first));
  }

  /** Of this thread's processor time, a picture's. */
  private double millis(Decoding decoding, List<ByteString> jpegs) throws Exception {
    long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    long worked = THREADS.getCurrentThreadCpuTime();
    long pictures = 0;
    while (System.nanoTime() < end) {
      for (ByteString jpeg : jpegs) {
        decoding.decode(jpeg);
      }
      pictures += jpegs.size();
    }
    return (THREADS.getCurrentThreadCpuTime() - worked) / 1e6 / pictures;
  }

  private static void opencv(ByteString jpeg, Mat reused) {
    try (BytePointer bytes = new BytePointer(jpeg.toArrayUnsafe());
        Mat source = new Mat(1, jpeg.size(), CV_8UC1, bytes);
        Mat picture = imdecode(source, IMREAD_COLOR_RGB, reused)) {
      if (picture.empty()) {
        throw new IllegalStateException("A picture was not decoded.");
      }
    }
  }
}
