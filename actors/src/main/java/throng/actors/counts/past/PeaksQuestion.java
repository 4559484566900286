package throng.actors.counts.past;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import throng.actors.counts.History;
import throng.actors.counts.History.Peak;
import throng.actors.counts.MemberBytes;
import throng.actors.counts.Series;

/** As {@link History#peaks}. */
record PeaksQuestion(Series series, long from, long to, ZoneId zone)
    implements PastQuestion<List<Peak>> {
  static final int KIND = 5;

  static PeaksQuestion read(DataInputStream in) throws IOException {
    return new PeaksQuestion(
        PastBytes.series(in), in.readLong(), in.readLong(), PastBytes.zone(in));
  }

  @Override
  public int kind() {
    return KIND;
  }

  @Override
  public void write(DataOutputStream out) throws IOException {
    PastBytes.write(out, series);
    out.writeLong(from);
    out.writeLong(to);
    out.writeUTF(zone.getId());
  }

  @Override
  public List<Peak> answer(History own) throws IOException {
    return own.peaks(series, from, to, zone);
  }

  @Override
  public void writeAnswer(List<Peak> answer, DataOutputStream out) throws IOException {
    MemberBytes.write(
        out,
        answer,
        (to, peak) -> {
          to.writeLong(peak.day());
          to.writeLong(peak.epochSecond());
          to.writeDouble(peak.people());
        });
  }

  @Override
  public List<Peak> readAnswer(DataInputStream in) throws IOException {
    return MemberBytes.list(
        in, from -> new Peak(from.readLong(), from.readLong(), PastBytes.number(from)));
  }

  @Override
  public List<Peak> together(List<List<Peak>> answers) {
    Map<Long, Peak> byDay = new TreeMap<>();
    answers.stream()
        .flatMap(List::stream)
        .forEach(
            peak ->
                byDay.merge(
                    peak.day(), peak, (one, other) -> other.people() > one.people() ? other : one));
    return List.copyOf(byDay.values());
  }
}
