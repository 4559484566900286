package throng.actors.cluster;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import throng.actors.counts.MemberBytes;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.actors.counts.live.CameraStatus;
import throng.streams.frame.CameraId;

/**
 * The bytes of a {@link CameraStatus}: about 60, and some more for each alert that fires. Which of
 * those have not been told of stands behind all cameras, where older nodes do not look.
 */
final class StatusCodec {
  // Bits of what there is.
  private static final int CONNECTED = 1;
  private static final int PEOPLE = 1 << 1;
  private static final int SHOWN = 1 << 2;
  private static final int COUNTED = 1 << 3;
  private static final int INTERVAL = 1 << 4;

  /** Longer than any node runs; what is added to it still fits. */
  private static final long LONGEST_NANOS = Duration.ofDays(36_500).toNanos();

  private StatusCodec() {}

  static void write(DataOutputStream out, CameraStatus status) throws IOException {
    MemberBytes.write(out, status.camera());
    out.writeByte(
        bit(CONNECTED, status.isConnected())
            | bit(PEOPLE, status.people().isPresent())
            | bit(SHOWN, status.shown().isPresent())
            | bit(COUNTED, status.counted().isPresent())
            | bit(INTERVAL, status.intervalNanos().isPresent()));
    if (status.people().isPresent()) {
      out.writeFloat((float) status.people().getAsDouble());
    }
    if (status.shown().isPresent()) {
      out.writeInt(status.shown().getAsInt());
    }
    if (status.counted().isPresent()) {
      out.writeLong(status.counted().get().ageNanos());
      out.writeLong(status.counted().get().atMillis());
    }
    if (status.intervalNanos().isPresent()) {
      out.writeLong(status.intervalNanos().getAsLong());
    }
    out.writeShort(status.firing().size());
    for (Firing firing : status.firing()) {
      write(out, firing);
    }
  }

  private static int bit(int bit, boolean isSet) {
    return isSet ? bit : 0;
  }

  static CameraStatus read(DataInputStream in) throws IOException {
    CameraId camera = MemberBytes.camera(in);
    int bits = in.readUnsignedByte();
    return new CameraStatus(
        camera,
        (bits & CONNECTED) != 0,
        (bits & PEOPLE) != 0 ? people(in) : OptionalDouble.empty(),
        (bits & SHOWN) != 0 ? OptionalInt.of(in.readInt()) : OptionalInt.empty(),
        (bits & COUNTED) != 0
            ? Optional.of(new CameraStatus.LastCount(nanos(in), in.readLong()))
            : Optional.empty(),
        (bits & INTERVAL) != 0 ? OptionalLong.of(nanos(in)) : OptionalLong.empty(),
        firing(in, camera));
  }

  // What can be none is brought to what can: one camera's is no reason to hear nothing of others.
  private static OptionalDouble people(DataInputStream in) throws IOException {
    float people = in.readFloat();
    return Float.isFinite(people) ? OptionalDouble.of(people) : OptionalDouble.empty();
  }

  private static long nanos(DataInputStream in) throws IOException {
    return Math.max(0, Math.min(LONGEST_NANOS, in.readLong()));
  }

  private static void write(DataOutputStream out, Firing firing) throws IOException {
    out.writeUTF(firing.alert());
    out.writeUTF(firing.where().zone().orElse(""));
    out.writeUTF(firing.id());
    out.writeLong(firing.sinceMillis());
    out.writeUTF(firing.severity().name());
    out.writeShort(firing.targets().size());
    for (String target : firing.targets()) {
      out.writeUTF(target);
    }
  }

  private static List<Firing> firing(DataInputStream in, CameraId camera) throws IOException {
    List<Firing> all = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      String alert = in.readUTF();
      String zone = in.readUTF();
      Series where = zone.isEmpty() ? Series.of(camera) : Series.of(camera, zone);
      String id = in.readUTF();
      long sinceMillis = in.readLong();
      Severity severity = Severity.valueOf(in.readUTF());
      all.add(new Firing(alert, where, id, sinceMillis, severity, targets(in)));
    }
    return all;
  }

  /** The ids of alerts whose begin has not been told. */
  static List<String> untold(List<CameraStatus> cameras) {
    return cameras.stream()
        .flatMap(it -> it.firing().stream())
        .filter(it -> !it.isTold())
        .map(Firing::id)
        .toList();
  }

  /** The same, with the begins of those alerts not told. */
  static List<CameraStatus> withUntold(List<CameraStatus> cameras, Set<String> ids) {
    return ids.isEmpty() ? cameras : cameras.stream().map(it -> withUntold(it, ids)).toList();
  }

  private static CameraStatus withUntold(CameraStatus camera, Set<String> ids) {
    return new CameraStatus(
        camera.camera(),
        camera.isConnected(),
        camera.people(),
        camera.shown(),
        camera.counted(),
        camera.intervalNanos(),
        camera.firing().stream().map(it -> it.withTold(!ids.contains(it.id()))).toList());
  }

  private static List<String> targets(DataInputStream in) throws IOException {
    List<String> targets = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      targets.add(in.readUTF());
    }
    return targets;
  }
}
