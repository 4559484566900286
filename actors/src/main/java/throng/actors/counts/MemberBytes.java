package throng.actors.counts;

import akka.util.ByteString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import throng.streams.frame.CameraId;

/**
 * What messages between GPU nodes have in common: texts as {@link DataOutputStream#writeUTF} has
 * them, lists by their length.
 */
public final class MemberBytes {
  private MemberBytes() {}

  /** Writes a whole message. */
  public interface Message {
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads one element of a list. */
  public interface Element<T> {
    T read(DataInputStream in) throws IOException;
  }

  /** Writes one. */
  public interface Writing<T> {
    void write(DataOutputStream out, T element) throws IOException;
  }

  public static ByteString bytes(Message message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      message.write(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return ByteString.fromArrayUnsafe(bytes.toByteArray());
  }

  public static DataInputStream in(ByteString bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes.toArrayUnsafe()));
  }

  public static <T> void write(DataOutputStream out, List<T> list, Writing<T> writing)
      throws IOException {
    out.writeInt(list.size());
    for (T element : list) {
      writing.write(out, element);
    }
  }

  // A length that is a lie ends with the bytes; nothing is made room for in advance.
  public static <T> List<T> list(DataInputStream in, Element<T> element) throws IOException {
    List<T> list = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      list.add(element.read(in));
    }
    return list;
  }

  public static void write(DataOutputStream out, CameraId camera) throws IOException {
    out.writeUTF(camera.node());
    out.writeUTF(camera.camera());
  }

  /**
   * @throws IllegalArgumentException if no camera can be called so
   */
  public static CameraId camera(DataInputStream in) throws IOException {
    return new CameraId(in.readUTF(), in.readUTF());
  }
}
