package throng.bench;

import akka.util.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.PictureDecoder;
import throng.bench.EdgeSide.RunningCamera;
import throng.streams.camera.Picture;
import throng.streams.frame.Mode;

/** One frame's way there and back on an idle system, against its decoding alone. */
@Command(
    name = "roundtrip",
    description = "Round trip of one frame on an idle system, against decoding alone.")
final class RoundTripTable implements Table {
  private static final double REQUIRED = 2;
  private static final double PER_SECOND = 20;
  private static final double MILLISECOND = 1000;

  @Option(names = "--rounds", description = "How often each is measured.", defaultValue = "5")
  private int rounds = 5;

  @Option(names = "--seconds", description = "How long each time.", defaultValue = "5")
  private double seconds = 5;

  @Override
  public void print() throws Exception {
    List<Picture> pictures = Footage.pictures(Footage.mjpeg());
    List<Double> decoding = new ArrayList<>();
    List<Double> roundTrip = new ArrayList<>();
    try (GpuSide gpu = GpuSide.start("constant");
        EdgeSide edge = new EdgeSide(gpu.address())) {
      warmUp(edge, pictures);
      Progress progress = new Progress("roundtrip", rounds);
      for (int round = 0; round < rounds; round++) {
        decoding.add(decoding(gpu.model().decoder(), pictures));
        roundTrip.add(roundTrip(edge, pictures));
        progress.step();
      }
    }
    table(decoding, roundTrip);
  }

  private static void warmUp(EdgeSide edge, List<Picture> pictures) throws InterruptedException {
    RunningCamera camera =
        edge.run("warm", Mode.LOSSLESS, StoredCamera.of(pictures, 1e6), outcome -> {});
    Sampling.rest(8);
    camera.stop();
  }

  private double decoding(PictureDecoder decoder, List<Picture> pictures) throws Exception {
    Histogram micros = new Histogram(3);
    for (int i = 0; i < seconds * PER_SECOND; i++) {
      LockSupport.parkNanos((long) (TimeUnit.SECONDS.toNanos(1) / PER_SECOND));
      ByteString jpeg = pictures.get(i % pictures.size()).jpeg();
      long start = System.nanoTime();
      DecodedPicture decoded = decoder.decode(jpeg);
      micros.recordValue((System.nanoTime() - start) / 1000);
      decoded.close();
    }
    return micros.getValueAtPercentile(50) / MILLISECOND;
  }

  private double roundTrip(EdgeSide edge, List<Picture> pictures) throws InterruptedException {
    Histogram micros = new SynchronizedHistogram(3);
    RunningCamera camera =
        edge.run(
            "camera",
            Mode.LIVE,
            StoredCamera.of(pictures, PER_SECOND),
            outcome -> micros.recordValue(outcome.ageNanos() / 1000));
    Sampling.rest(1);
    micros.reset();
    Sampling.rest(seconds);
    camera.stop();
    return micros.getValueAtPercentile(50) / MILLISECOND;
  }

  private void table(List<Double> decoding, List<Double> roundTrip) {
    double more = Medians.of(roundTrip) - Medians.of(decoding);
    Lines.title(
        "Round trip of one 640 x 480 frame on an idle system, network that costs nothing; p50,"
            + " medians of "
            + rounds);
    Lines.print("%-36s %10s %8s %10s", "", "ms", "more", "at most");
    Lines.print("%-36s %10.2f", "decoding alone", Medians.of(decoding));
    Lines.print(
        "%-36s %10.2f %8.2f %10.1f  %s",
        "from capture to answer",
        Medians.of(roundTrip),
        more,
        REQUIRED,
        Lines.met(more <= REQUIRED));
  }
}
