package throng.actors.counts.past;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import throng.actors.counts.History;
import throng.actors.counts.History.Kept;
import throng.actors.counts.MemberBytes;

/** As {@link History#kept}. */
record KeptQuestion() implements PastQuestion<List<Kept>> {
  static final int KIND = 2;

  @Override
  public int kind() {
    return KIND;
  }

  @Override
  public void write(DataOutputStream out) {}

  @Override
  public List<Kept> answer(History own) throws IOException {
    return own.kept();
  }

  @Override
  public void writeAnswer(List<Kept> answer, DataOutputStream out) throws IOException {
    MemberBytes.write(
        out,
        answer,
        (to, kept) -> {
          PastBytes.write(to, kept.series());
          to.writeLong(kept.first());
          to.writeLong(kept.last());
        });
  }

  @Override
  public List<Kept> readAnswer(DataInputStream in) throws IOException {
    return MemberBytes.list(
        in, from -> new Kept(PastBytes.series(from), from.readLong(), from.readLong()));
  }

  @Override
  public List<Kept> together(List<List<Kept>> answers) {
    Map<String, Kept> byName = new TreeMap<>();
    answers.stream()
        .flatMap(List::stream)
        .forEach(kept -> byName.merge(kept.series().toString(), kept, KeptQuestion::both));
    return List.copyOf(byName.values());
  }

  private static Kept both(Kept one, Kept other) {
    return new Kept(
        one.series(), Math.min(one.first(), other.first()), Math.max(one.last(), other.last()));
  }
}
