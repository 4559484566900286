package throng.gpu.web.live;

import akka.util.ByteString;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import throng.actors.counts.CountHub;
import throng.actors.counts.Counted;
import throng.actors.counts.MemberBytes;
import throng.gpu.web.json.Json;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;

/**
 * Answers other nodes, at whose page somebody looks at this one's cameras. Pictures go as far as
 * this node shows any, and take of its bandwidth for them. Any thread may ask.
 */
final class ViewAnswers {
  private static final int AT_ONCE = 4;

  /** Of the pictures and maps in one answer, which holds 6 MB. */
  private static final int MOST_BYTES = 4 << 20;

  private final CountHub hub;
  private final LiveCounts counts;
  private final Bandwidth bandwidth;
  private final LiveSettings settings;
  private final Executor blocking;
  private final LongSupplier nanos;
  private final Semaphore places = new Semaphore(AT_ONCE);

  /** All cameras that a node counts. */
  record States(List<CameraState> cameras) {}

  ViewAnswers(
      CountHub hub,
      LiveCounts counts,
      Bandwidth bandwidth,
      LiveSettings settings,
      Executor blocking,
      LongSupplier nanos) {
    this.hub = hub;
    this.counts = counts;
    this.bandwidth = bandwidth;
    this.settings = settings;
    this.blocking = blocking;
    this.nanos = nanos;
  }

  CompletionStage<ByteString> answer(ByteString question) {
    if (!places.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new RejectedExecutionException("Too many questions at once"));
    }
    try {
      return CompletableFuture.supplyAsync(() -> read(question), blocking)
          .whenComplete((answer, failure) -> places.release());
    } catch (RejectedExecutionException ending) {
      places.release();
      return CompletableFuture.failedFuture(ending);
    }
  }

  private ByteString read(ByteString question) {
    try (DataInputStream in = ViewBytes.in(question)) {
      return in.readUnsignedByte() == ViewBytes.STATES
          ? ByteString.fromString(Json.text(new States(counts.own())))
          : pictures(ViewBytes.Wanted.read(in));
    } catch (IOException | IllegalArgumentException e) {
      throw new CompletionException(e);
    }
  }

  private ByteString pictures(ViewBytes.Wanted wanted) {
    boolean isWithJpeg = wanted.isWithJpeg() && settings.pictures();
    return ViewBytes.bytes(
        out -> {
          for (Map.Entry<CameraId, Long> entry : wanted.have().entrySet()) {
            Optional<Counted> newest = hub.latest(entry.getKey());
            if (newest.isPresent() && newest.get().answeredMillis() == entry.getValue()) {
              out.writeByte(RemotePictures.SAME);
              MemberBytes.write(out, entry.getKey());
            } else if (newest.isPresent()) {
              write(out, newest.get(), isWithJpeg);
            }
          }
        });
  }

  private void write(DataOutputStream out, Counted counted, boolean isWithJpeg) throws IOException {
    int jpeg = isWithJpeg ? counted.frame().jpeg().size() : 0;
    if (counted.reply() instanceof DensityMap map
        && out.size() + jpeg + map.values().length * Float.BYTES <= MOST_BYTES
        && (jpeg == 0 || bandwidth.take(jpeg))) {
      out.writeByte(RemotePictures.NEW);
      CountedBytes.write(out, counted, map, nanos.getAsLong(), isWithJpeg);
    }
  }
}
