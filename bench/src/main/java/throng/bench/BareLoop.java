package throng.bench;

import akka.util.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.DensityModel;
import throng.actors.inference.PictureDecoder;
import throng.actors.inference.ServedModel;
import throng.actors.inference.UndecodableException;

/** What the network could do without nodes: JPEGs decoded on one thread, inferred on another. */
final class BareLoop implements AutoCloseable {
  private final PictureDecoder decoder;
  private final DensityModel model;
  private final List<ByteString> jpegs;

  BareLoop(ServedModel model, List<ByteString> jpegs) {
    this.decoder = model.decoder();
    this.model = model.open(0);
    this.jpegs = jpegs;
  }

  /** Runs for so long; frames a second, in batches of so many. */
  double framesPerSecond(int batch, double seconds) throws InterruptedException {
    BlockingQueue<DecodedPicture> decoded = new ArrayBlockingQueue<>(2 * batch);
    Thread decoding = new Thread(() -> decode(decoded), "bare-decode");
    decoding.start();
    long frames = 0;
    long start = System.nanoTime();
    long end = start + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    while (System.nanoTime() < end) {
      infer(decoded, batch);
      frames += batch;
    }
    double took = (System.nanoTime() - start) / 1e9;
    decoding.interrupt();
    decoding.join();
    decoded.forEach(DecodedPicture::close);
    return frames / took;
  }

  private void infer(BlockingQueue<DecodedPicture> decoded, int batch) throws InterruptedException {
    List<DecodedPicture> pictures = new ArrayList<>(batch);
    while (pictures.size() < batch) {
      pictures.add(decoded.take());
    }
    model.infer(pictures);
    pictures.forEach(DecodedPicture::close);
  }

  private void decode(BlockingQueue<DecodedPicture> decoded) {
    try {
      for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
        DecodedPicture picture = decoder.decode(jpegs.get(i % jpegs.size()));
        try {
          decoded.put(picture);
        } catch (InterruptedException stopped) {
          picture.close();
          return;
        }
      }
    } catch (UndecodableException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
