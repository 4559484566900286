package throng.actors.counts.replica;

import akka.util.ByteString;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import throng.actors.counts.MemberBytes;

/**
 * The bytes of what nodes ask each other of their documents: numbers big-endian, names and lists as
 * {@link MemberBytes} has them, texts as their length and UTF-8.
 */
final class ReplicaBytes {
  /** The first byte of a question for what a node has. */
  static final int STAMPS = 100;

  /** The first byte of a question for what some documents say. */
  static final int TEXTS = 101;

  private static final int MOST = 25_000;

  private ReplicaBytes() {}

  /**
   * Asks for all stamps, where they are others than these.
   *
   * @param own what is here
   */
  static ByteString askStamps(Map<String, Stamp> own) {
    return MemberBytes.bytes(
        out -> {
          out.writeByte(STAMPS);
          out.writeLong(sum(own));
        });
  }

  /** Asks for these documents. */
  static ByteString askTexts(List<String> names) {
    return MemberBytes.bytes(
        out -> {
          out.writeByte(TEXTS);
          MemberBytes.write(out, names, DataOutputStream::writeUTF);
        });
  }

  static ByteString stamps(long sumThere, Map<String, Stamp> own) {
    boolean isSame = sum(own) == sumThere;
    List<Entry<String, Stamp>> told = isSame ? List.of() : List.copyOf(own.entrySet());
    return MemberBytes.bytes(out -> MemberBytes.write(out, told, ReplicaBytes::write));
  }

  private static void write(DataOutputStream out, Entry<String, Stamp> entry) throws IOException {
    out.writeUTF(entry.getKey());
    out.writeLong(entry.getValue().version());
    out.writeLong(entry.getValue().digest());
    out.writeInt(entry.getValue().bytes());
  }

  static Map<String, Stamp> stamps(DataInputStream in) throws IOException {
    List<Entry<String, Stamp>> told =
        bounded(
            MemberBytes.list(
                in,
                from ->
                    Map.entry(
                        from.readUTF(),
                        new Stamp(from.readLong(), from.readLong(), from.readInt()))));
    Map<String, Stamp> stamps = new LinkedHashMap<>();
    told.forEach(it -> stamps.put(it.getKey(), it.getValue()));
    return stamps;
  }

  static List<String> names(DataInputStream in) throws IOException {
    return bounded(MemberBytes.list(in, from -> from.readUTF()));
  }

  static ByteString texts(Map<String, String> texts) {
    return MemberBytes.bytes(
        out ->
            MemberBytes.write(
                out,
                List.copyOf(texts.entrySet()),
                (to, entry) -> {
                  byte[] text = entry.getValue().getBytes(StandardCharsets.UTF_8);
                  to.writeUTF(entry.getKey());
                  to.writeInt(text.length);
                  to.write(text);
                }));
  }

  static Map<String, String> texts(DataInputStream in) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    List<Entry<String, String>> told =
        MemberBytes.list(in, from -> Map.entry(from.readUTF(), text(from)));
    told.forEach(it -> texts.put(it.getKey(), it.getValue()));
    return texts;
  }

  // Of what is not there nothing is made room for.
  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("A text of " + length + " bytes is cut short");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static <T> List<T> bounded(List<T> list) throws IOException {
    if (list.size() > MOST) {
      throw new IOException("A node has at most " + MOST + " documents, not " + list.size());
    }
    return list;
  }

  /** The same wherever the same documents are. */
  private static long sum(Map<String, Stamp> stamps) {
    ByteString all =
        MemberBytes.bytes(
            out -> {
              for (Entry<String, Stamp> entry : new TreeMap<>(stamps).entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeLong(entry.getValue().version());
                out.writeLong(entry.getValue().digest());
              }
            });
    return Stamp.digest(all.toArray());
  }
}
