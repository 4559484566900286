package throng.actors.counts.past;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import throng.actors.counts.History;
import throng.actors.counts.MemberBytes;
import throng.streams.frame.CameraId;

/** As {@link History#erase}; the answer is that it is done. */
record EraseQuestion(CameraId camera) implements PastQuestion<Boolean> {
  static final int KIND = 9;

  @Override
  public int kind() {
    return KIND;
  }

  @Override
  public void write(DataOutputStream out) throws IOException {
    MemberBytes.write(out, camera);
  }

  @Override
  public Boolean answer(History own) throws IOException {
    try {
      own.erase(camera).toCompletableFuture().join();
      return true;
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException told ? told : new IOException(e.getCause());
    }
  }

  @Override
  public void writeAnswer(Boolean answer, DataOutputStream out) {}

  @Override
  public Boolean readAnswer(DataInputStream in) {
    return true;
  }

  @Override
  public Boolean together(List<Boolean> answers) {
    return !answers.isEmpty();
  }
}
