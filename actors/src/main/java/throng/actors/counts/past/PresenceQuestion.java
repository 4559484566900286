package throng.actors.counts.past;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.List;
import throng.actors.counts.History;

/** Whether a node answers at all. */
record PresenceQuestion() implements PastQuestion<Boolean> {
  static final int KIND = 1;

  @Override
  public int kind() {
    return KIND;
  }

  @Override
  public void write(DataOutputStream out) {}

  @Override
  public Boolean answer(History own) {
    return true;
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
