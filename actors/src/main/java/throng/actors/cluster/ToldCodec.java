package throng.actors.cluster;

import akka.util.ByteString;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import throng.actors.cluster.NamesTold.Name;
import throng.actors.counts.MemberBytes;
import throng.actors.counts.live.CameraStatus;
import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;

/**
 * The bytes of what nodes tell each other: numbers big-endian, texts as {@link
 * DataOutputStream#writeUTF} has them, lists by their length. A newer node's message may have more
 * at its end, but for questions and answers, whose own bytes go to the end; a kind that is not
 * known here is not read.
 */
final class ToldCodec {
  private static final String LOAD = "load";
  private static final String NAMES = "names";
  private static final String NAME_WANTED = "name-wanted";
  private static final String NAME_KEPT = "name-kept";
  private static final String REVOKED = "revoked";
  private static final String STATUS = "status";
  private static final String ASKED = "asked";
  private static final String ANSWERED = "answered";

  private ToldCodec() {}

  /** The kind of a message, in a word. */
  static String kind(Told told) {
    if (told instanceof NodeLoad) {
      return LOAD;
    } else if (told instanceof NamesTold) {
      return NAMES;
    } else if (told instanceof NameWanted) {
      return NAME_WANTED;
    } else if (told instanceof NameKept) {
      return NAME_KEPT;
    } else if (told instanceof RevokedTold) {
      return REVOKED;
    } else if (told instanceof StatusTold) {
      return STATUS;
    }
    return told instanceof Asked ? ASKED : ANSWERED;
  }

  static byte[] bytes(Told told) {
    return MemberBytes.bytes(out -> write(out, told)).toArrayUnsafe();
  }

  private static void write(DataOutputStream out, Told told) throws IOException {
    if (told instanceof NodeLoad load) {
      write(out, load);
    } else if (told instanceof NamesTold names) {
      write(out, names);
    } else if (told instanceof NameWanted wanted) {
      write(out, wanted);
    } else if (told instanceof NameKept kept) {
      write(out, kept);
    } else if (told instanceof RevokedTold revoked) {
      write(out, revoked.member());
    } else if (told instanceof StatusTold status) {
      write(out, status);
    } else if (told instanceof Asked asked) {
      write(out, asked);
    } else if (told instanceof Answered answered) {
      write(out, answered);
    }
  }

  /**
   * Reads what {@link #bytes} wrote.
   *
   * @throws NotSerializableException if it is none of ours
   */
  static Told read(String kind, byte[] bytes) throws NotSerializableException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return switch (kind) {
        case LOAD -> load(in);
        case NAMES -> names(in);
        case NAME_WANTED -> nameWanted(in);
        case NAME_KEPT ->
            new NameKept(place(in), MemberBytes.camera(in), in.readLong(), in.readInt());
        case REVOKED -> new RevokedTold(place(in));
        case STATUS -> status(in);
        case ASKED -> new Asked(place(in), in.readLong(), rest(in));
        case ANSWERED ->
            new Answered(place(in), in.readLong(), in.readInt(), in.readInt(), rest(in));
        default -> throw new NotSerializableException("Nodes do not tell each other: " + kind);
      };
    } catch (IOException | IllegalArgumentException broken) {
      NotSerializableException why = new NotSerializableException(kind + ": " + broken);
      why.initCause(broken);
      throw why;
    }
  }

  private static void write(DataOutputStream out, NodeLoad load) throws IOException {
    write(out, load.member());
    write(out, load.frames());
    out.writeDouble(load.demand());
    out.writeDouble(load.capacity());
    out.writeInt(load.live());
    out.writeInt(load.lossless());
    out.writeBoolean(load.isDraining());
    out.writeInt(load.free());
    MemberBytes.write(out, load.networks().names(), DataOutputStream::writeUTF);
  }

  private static NodeLoad load(DataInputStream in) throws IOException {
    return new NodeLoad(
        place(in),
        place(in),
        number(in),
        capacity(in),
        in.readInt(),
        in.readInt(),
        in.readBoolean(),
        in.available() > 0 ? in.readInt() : Integer.MAX_VALUE,
        in.available() > 0 ? networks(in) : ServedNetworks.UNTOLD);
  }

  private static ServedNetworks networks(DataInputStream in) throws IOException {
    return ServedNetworks.of(MemberBytes.list(in, DataInput::readUTF));
  }

  private static void write(DataOutputStream out, NamesTold names) throws IOException {
    write(out, names.member());
    out.writeBoolean(names.isFirst());
    MemberBytes.write(
        out,
        names.opened(),
        (to, name) -> {
          MemberBytes.write(to, name.camera());
          to.writeLong(name.instance());
          to.writeInt(name.attempt());
          to.writeLong(name.ageMillis());
        });
    MemberBytes.write(out, names.closed(), MemberBytes::write);
    out.writeInt(names.part());
    out.writeInt(names.parts());
  }

  private static NamesTold names(DataInputStream in) throws IOException {
    HostAndPort member = place(in);
    boolean isFirst = in.readBoolean();
    List<Name> opened = MemberBytes.list(in, ToldCodec::name);
    List<CameraId> closed = MemberBytes.list(in, MemberBytes::camera);
    if (in.available() > 0) {
      return new NamesTold(member, in.readInt(), in.readInt(), opened, closed);
    }
    // An older node does not tell how many messages there are: what follows the first adds to it.
    return new NamesTold(member, 0, isFirst ? 1 : 0, opened, closed);
  }

  private static Name name(DataInputStream in) throws IOException {
    return new Name(MemberBytes.camera(in), in.readLong(), in.readInt(), in.readLong());
  }

  private static void write(DataOutputStream out, NameWanted wanted) throws IOException {
    write(out, wanted.member());
    MemberBytes.write(out, wanted.camera());
    out.writeLong(wanted.instance());
    out.writeBoolean(wanted.isProved());
  }

  // An older node does not tell whether the name is proved.
  private static NameWanted nameWanted(DataInputStream in) throws IOException {
    return new NameWanted(
        place(in), MemberBytes.camera(in), in.readLong(), in.available() > 0 && in.readBoolean());
  }

  private static void write(DataOutputStream out, NameKept kept) throws IOException {
    write(out, kept.member());
    MemberBytes.write(out, kept.camera());
    out.writeLong(kept.instance());
    out.writeInt(kept.attempt());
  }

  private static void write(DataOutputStream out, StatusTold status) throws IOException {
    write(out, status.member());
    write(out, status.frames());
    MemberBytes.write(out, status.cameras(), StatusCodec::write);
    MemberBytes.write(out, StatusCodec.untold(status.cameras()), DataOutputStream::writeUTF);
  }

  // An older node does not tell which alerts began silenced.
  private static StatusTold status(DataInputStream in) throws IOException {
    HostAndPort member = place(in);
    HostAndPort frames = place(in);
    List<CameraStatus> cameras = MemberBytes.list(in, StatusCodec::read);
    List<String> untold = in.available() > 0 ? MemberBytes.list(in, DataInput::readUTF) : List.of();
    return new StatusTold(member, frames, StatusCodec.withUntold(cameras, Set.copyOf(untold)));
  }

  private static void write(DataOutputStream out, Asked asked) throws IOException {
    write(out, asked.member());
    out.writeLong(asked.number());
    out.write(asked.question().toArrayUnsafe());
  }

  private static void write(DataOutputStream out, Answered answered) throws IOException {
    write(out, answered.member());
    out.writeLong(answered.number());
    out.writeInt(answered.part());
    out.writeInt(answered.parts());
    out.write(answered.bytes().toArrayUnsafe());
  }

  private static ByteString rest(DataInputStream in) throws IOException {
    return ByteString.fromArrayUnsafe(in.readAllBytes());
  }

  private static void write(DataOutputStream out, HostAndPort place) throws IOException {
    out.writeUTF(place.toString());
  }

  private static HostAndPort place(DataInputStream in) throws IOException {
    Optional<HostAndPort> place = HostAndPort.parse(in.readUTF());
    return place.orElseThrow(() -> new IOException("That is no host:port"));
  }

  /** NaN while it is not known. */
  private static double capacity(DataInputStream in) throws IOException {
    double capacity = in.readDouble();
    if (capacity < 0) {
      throw new IOException("That is no capacity: " + capacity);
    }
    return capacity;
  }

  private static double number(DataInputStream in) throws IOException {
    double number = in.readDouble();
    if (Double.isNaN(number) || number < 0) {
      throw new IOException("That is no number of pixels: " + number);
    }
    return number;
  }
}
