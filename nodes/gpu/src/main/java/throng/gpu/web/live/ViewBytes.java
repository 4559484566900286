package throng.gpu.web.live;

import akka.util.ByteString;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import throng.actors.counts.MemberBytes;
import throng.streams.frame.CameraId;

/** The bytes of what nodes ask each other while somebody looks. */
final class ViewBytes {
  /** The first byte of a question for the newest pictures of some cameras. */
  static final int PICTURES = 110;

  /** The first byte of a question for the states of all cameras of the node. */
  static final int STATES = 111;

  /** Cameras in one question. */
  static final int MOST_CAMERAS = 256;

  private ViewBytes() {}

  /**
   * Which pictures are wanted.
   *
   * @param have when that picture was counted which is there already, by the clock of the node that
   *     counts; 0: none is
   * @param isWithJpeg whether it may be shown there
   */
  record Wanted(Map<CameraId, Long> have, boolean isWithJpeg) {
    ByteString bytes() {
      return MemberBytes.bytes(
          out -> {
            out.writeByte(PICTURES);
            out.writeBoolean(isWithJpeg);
            MemberBytes.write(
                out,
                List.copyOf(have.entrySet()),
                (to, entry) -> {
                  MemberBytes.write(to, entry.getKey());
                  to.writeLong(entry.getValue());
                });
          });
    }

    static Wanted read(DataInputStream in) throws IOException {
      boolean isWithJpeg = in.readBoolean();
      Map<CameraId, Long> have = new LinkedHashMap<>();
      List<Entry<CameraId, Long>> told =
          MemberBytes.list(in, from -> Map.entry(MemberBytes.camera(from), from.readLong()));
      told.stream().limit(MOST_CAMERAS).forEach(it -> have.put(it.getKey(), it.getValue()));
      return new Wanted(have, isWithJpeg);
    }
  }

  static ByteString askStates() {
    return MemberBytes.bytes(out -> out.writeByte(STATES));
  }
}
