package throng.gpu.web.live;

import akka.util.ByteString;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import throng.actors.counts.CountHub;
import throng.actors.counts.Counted;
import throng.actors.counts.MemberBytes;
import throng.actors.counts.past.FewAtOnce;
import throng.gpu.web.json.Json;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;

/**
 * Answers other nodes, at whose page somebody looks at this one's cameras. Pictures go as far as
 * this node shows any, and take of its bandwidth for them. Any thread may ask.
 */
final class ViewAnswers {
  /** Of the pictures and maps in one answer, which holds 6 MB. */
  private static final int MOST_BYTES = 4 << 20;

  private final CountHub hub;
  private final LiveCounts counts;
  private final Bandwidth bandwidth;
  private final LiveSettings settings;
  private final FewAtOnce answers;
  private final LongSupplier nanos;

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
    this.answers = new FewAtOnce(blocking, this::read);
    this.nanos = nanos;
  }

  CompletionStage<ByteString> answer(ByteString question) {
    return answers.answer(question);
  }

  private ByteString read(ByteString question) {
    try (DataInputStream in = MemberBytes.in(question)) {
      return in.readUnsignedByte() == ViewBytes.STATES
          ? ByteString.fromString(Json.text(new States(counts.own())))
          : pictures(ViewBytes.Wanted.read(in));
    } catch (IOException | IllegalArgumentException e) {
      throw new CompletionException(e);
    }
  }

  private ByteString pictures(ViewBytes.Wanted wanted) {
    boolean isWithJpeg = wanted.isWithJpeg() && settings.pictures();
    return MemberBytes.bytes(
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
