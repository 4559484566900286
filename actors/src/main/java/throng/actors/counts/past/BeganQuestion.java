package throng.actors.counts.past;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import throng.actors.counts.History;
import throng.actors.counts.MemberBytes;

/** As {@link History#began}. */
record BeganQuestion(List<String> ids) implements PastQuestion<Map<String, Long>> {
  static final int KIND = 8;

  BeganQuestion {
    ids = List.copyOf(ids);
  }

  static BeganQuestion read(DataInputStream in) throws IOException {
    return new BeganQuestion(MemberBytes.list(in, PastBytes::text));
  }

  @Override
  public int kind() {
    return KIND;
  }

  @Override
  public void write(DataOutputStream out) throws IOException {
    MemberBytes.write(out, ids, DataOutputStream::writeUTF);
  }

  @Override
  public Map<String, Long> answer(History own) throws IOException {
    return own.began(ids);
  }

  @Override
  public void writeAnswer(Map<String, Long> answer, DataOutputStream out) throws IOException {
    MemberBytes.write(
        out,
        List.copyOf(answer.entrySet()),
        (to, entry) -> {
          to.writeUTF(entry.getKey());
          to.writeLong(entry.getValue());
        });
  }

  @Override
  public Map<String, Long> readAnswer(DataInputStream in) throws IOException {
    Map<String, Long> began = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      began.put(in.readUTF(), in.readLong());
    }
    return began;
  }

  @Override
  public Map<String, Long> together(List<Map<String, Long>> answers) {
    Map<String, Long> all = new HashMap<>();
    answers.forEach(answer -> answer.forEach((id, millis) -> all.merge(id, millis, Math::min)));
    return all;
  }
}
