package throng.actors.counts.past;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.AlertHistory.PastAlert;
import throng.actors.counts.CamerasSeen;
import throng.actors.counts.History;
import throng.actors.counts.MemberBytes;
import throng.actors.counts.Severity;

/** As {@link History#newestAlerts}. */
record AlertsQuestion(long fromMillis, long toMillis, int most, CamerasSeen sees)
    implements PastQuestion<List<PastAlert>> {
  static final int KIND = 7;

  private static final int MOST = 1_000;

  private static final Comparator<PastAlert> NEWEST =
      Comparator.comparingLong((PastAlert it) -> it.number()).reversed();

  static AlertsQuestion read(DataInputStream in) throws IOException {
    return new AlertsQuestion(
        in.readLong(),
        in.readLong(),
        in.readInt(),
        new CamerasSeen(MemberBytes.list(in, PastBytes::text)));
  }

  @Override
  public int kind() {
    return KIND;
  }

  @Override
  public void write(DataOutputStream out) throws IOException {
    out.writeLong(fromMillis);
    out.writeLong(toMillis);
    out.writeInt(most);
    MemberBytes.write(out, sees.names(), DataOutputStream::writeUTF);
  }

  @Override
  public List<PastAlert> answer(History own) throws IOException {
    return own.newestAlerts(fromMillis, toMillis, Math.max(0, Math.min(most, MOST)), sees);
  }

  @Override
  public void writeAnswer(List<PastAlert> answer, DataOutputStream out) throws IOException {
    MemberBytes.write(out, answer, AlertsQuestion::write);
  }

  private static void write(DataOutputStream out, PastAlert past) throws IOException {
    AlertEvent event = past.event();
    out.writeUTF(event.kind().name());
    out.writeUTF(event.id());
    out.writeUTF(event.alert());
    PastBytes.write(out, event.where());
    out.writeUTF(event.severity().name());
    out.writeBoolean(event.value().isPresent());
    out.writeDouble(event.value().orElse(0));
    out.writeUTF(event.reason());
    out.writeUTF(event.sentence());
    out.writeLong(event.millis());
    out.writeBoolean(event.isSilenced());
    MemberBytes.write(out, event.targets(), DataOutputStream::writeUTF);
    out.writeBoolean(past.beganMillis().isPresent());
    out.writeLong(past.beganMillis().orElse(0));
  }

  @Override
  public List<PastAlert> readAnswer(DataInputStream in) throws IOException {
    return MemberBytes.list(in, AlertsQuestion::alert);
  }

  private static PastAlert alert(DataInputStream in) throws IOException {
    AlertEvent event =
        new AlertEvent(
            AlertEvent.Kind.valueOf(in.readUTF()),
            in.readUTF(),
            in.readUTF(),
            PastBytes.series(in),
            Severity.valueOf(in.readUTF()),
            value(in),
            in.readUTF(),
            in.readUTF(),
            in.readLong(),
            in.readBoolean(),
            MemberBytes.list(in, PastBytes::text));
    boolean hasBegun = in.readBoolean();
    long began = in.readLong();
    return new PastAlert(0, event, hasBegun ? OptionalLong.of(began) : OptionalLong.empty());
  }

  private static OptionalDouble value(DataInputStream in) throws IOException {
    boolean isThere = in.readBoolean();
    double value = PastBytes.number(in);
    return isThere ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** Each once, the newest first, with numbers that are the same at all nodes. */
  @Override
  public List<PastAlert> together(List<List<PastAlert>> answers) {
    Map<String, PastAlert> once = new LinkedHashMap<>();
    answers.stream()
        .flatMap(List::stream)
        .map(SiteNumber::numbered)
        .forEach(past -> once.merge(name(past), past, AlertsQuestion::fuller));
    return once.values().stream().sorted(NEWEST).toList();
  }

  private static String name(PastAlert past) {
    return past.event().kind() + " " + past.event().id();
  }

  // One node may have kept a begin as silenced, and another that it was told after all.
  private static PastAlert fuller(PastAlert one, PastAlert other) {
    if (one.beganMillis().isPresent() != other.beganMillis().isPresent()) {
      return one.beganMillis().isPresent() ? one : other;
    }
    return one.event().isSilenced() ? other : one;
  }
}
