package throng.streams.wire;

import java.util.OptionalInt;

/**
 * Where each field of each message stands.
 *
 * <p>A message is its length, its type and its body. The length counts the type and the body, so it
 * is at least 1. Integers and the count are big-endian; only a density map's cells are
 * little-endian, as the machines on both ends keep them. A text is its length in bytes (2 bytes),
 * then UTF-8. Offsets below count from the message's first byte.
 *
 * <p>Hello, type 1, edge to node:
 *
 * <pre>
 *  0        4    5        9        11       13         21      25       29     30
 * +--------+----+--------+--------+--------+----------+-------+--------+------+---------+
 * | length | 1  | "THRG" | oldest | newest | instance | width | height | mode | accepts |
 * | 4      | 1  | 4      | 2      | 2      | 8        | 4     | 4      | 1    | 1       |
 * +--------+----+--------+--------+--------+----------+-------+--------+------+---------+
 *  31
 * +-------------+-------------+-------------+
 * | node        | camera      | token       |
 * | text        | text        | text        |
 * +-------------+-------------+-------------+
 * </pre>
 *
 * <p>Welcome, type 2, node to edge:
 *
 * <pre>
 *  0        4    5         7        9         17              21           25      26
 * +--------+----+---------+--------+---------+---------------+------------+-------+------------+---------------+
 * | length | 2  | version | window | session | max JPEG size | max pixels | flags | model name | model version |
 * | 4      | 1  | 2       | 2      | 8       | 4             | 4          | 1     | text       | text          |
 * +--------+----+---------+--------+---------+---------------+------------+-------+------------+---------------+
 * </pre>
 *
 * <p>Refused, type 3, node to edge:
 *
 * <pre>
 *  0        4    5      7
 * +--------+----+------+----------+
 * | length | 3  | code | sentence |
 * | 4      | 1  | 2    | text     |
 * +--------+----+------+----------+
 * </pre>
 *
 * <p>Frame, type 4, edge to node:
 *
 * <pre>
 *  0        4    5          13             21            29      33      34
 * +--------+----+----------+--------------+-------------+-------+-------+----------------------+
 * | length | 4  | sequence | captured     | captured    | worth | flags | JPEG                 |
 * |        |    |          | nanoseconds  | wall millis | ms    |       |                      |
 * | 4      | 1  | 8        | 8            | 8           | 4     | 1     | to the message's end |
 * +--------+----+----------+--------------+-------------+-------+-------+----------------------+
 * </pre>
 *
 * <p>Size changed, type 5, edge to node:
 *
 * <pre>
 *  0        4    5       9
 * +--------+----+-------+--------+
 * | length | 5  | width | height |
 * | 4      | 1  | 4     | 4      |
 * +--------+----+-------+--------+
 * </pre>
 *
 * <p>Density map, type 6, node to edge:
 *
 * <pre>
 *  0        4    5          13         21     25        29
 * +--------+----+----------+----------+------+---------+---------+
 * | length | 6  | sequence | captured | rows | columns | count   |
 * |        |    |          | echoed   |      |         | float64 |
 * | 4      | 1  | 8        | 8        | 4    | 4       | 8       |
 * +--------+----+----------+----------+------+---------+---------+
 *  37       41       45          49      51         52
 * +--------+--------+-----------+-------+----------+------------------------------+
 * | queued | decode | inference | batch | encoding | cells, rows x columns,       |
 * | micros | micros | micros    |       |          | row by row, little-endian    |
 * | 4      | 4      | 4         | 2     | 1        | 4 each, or 2 for half floats |
 * +--------+--------+-----------+-------+----------+------------------------------+
 * </pre>
 *
 * <p>Skipped, type 7, node to edge:
 *
 * <pre>
 *  0        4    5          13       15
 * +--------+----+----------+--------+----------+
 * | length | 7  | sequence | reason | sentence |
 * | 4      | 1  | 8        | 2      | text     |
 * +--------+----+----------+--------+----------+
 * </pre>
 *
 * <p>Ping, type 8, and pong, type 9, both ways:
 *
 * <pre>
 *  0        4    5
 * +--------+----+-------+
 * | length | 8  | nonce |
 * | 4      | 1  | 8     |
 * +--------+----+-------+
 * </pre>
 *
 * <p>Goodbye, type 10, both ways:
 *
 * <pre>
 *  0        4    5        7
 * +--------+----+--------+----------+
 * | length | 10 | reason | sentence |
 * | 4      | 1  | 2      | text     |
 * +--------+----+--------+----------+
 * </pre>
 *
 * <p>Pair, type 11, to a node in place of a hello; the secret and the key begin with their lengths
 * (2 bytes), as a text does:
 *
 * <pre>
 *  0        4    5        9
 * +--------+----+--------+--------+------------+------+
 * | length | 11 | "THRG" | secret | public key | whom |
 * | 4      | 1  | 4      | bytes  | bytes      | text |
 * +--------+----+--------+--------+------------+------+
 * </pre>
 *
 * <p>Paired, type 12, the node's answer to it:
 *
 * <pre>
 *  0        4    5        6
 * +--------+----+--------+----------------------+
 * | length | 12 | number | certificates         |
 * | 4      | 1  | 1      | as many times: bytes |
 * +--------+----+--------+----------------------+
 * </pre>
 */
public final class WireFormat {
  static final int HELLO = 1;
  static final int WELCOME = 2;
  static final int REFUSED = 3;
  static final int FRAME = 4;
  static final int SIZE_CHANGED = 5;
  static final int DENSITY_MAP = 6;
  static final int SKIPPED = 7;
  static final int PING = 8;
  static final int PONG = 9;
  static final int GOODBYE = 10;
  static final int PAIR = 11;
  static final int PAIRED = 12;

  /** From here on a receiver skips a type that it does not know; below, it ends the connection. */
  static final int FIRST_OPTIONAL = 128;

  /** {@code THRG}, a hello's first bytes after its type. */
  static final int MAGIC = 0x54485247;

  /** The length and the type that every message begins with, in bytes. */
  public static final int PREFIX = 5;

  /** A frame's body before its JPEG, in bytes. */
  static final int FRAME_HEADER = 29;

  /** A density map's body before its cells, in bytes. */
  static final int MAP_HEADER = 47;

  /** The longest message that carries neither a JPEG nor cells, type and body, in bytes. */
  public static final int MAX_CONTROL = 4096;

  /** The longest text, in bytes of UTF-8; a longer sentence is cut, a longer token is an error. */
  public static final int MAX_TEXT = 1024;

  static final int MODE_LIVE = 1;
  static final int MODE_LOSSLESS = 2;

  /** The bit of a hello's {@code accepts} and a welcome's {@code flags} for half floats. */
  static final int HALF_FLOATS = 1;

  static final int ENCODING_FLOAT = 0;
  static final int ENCODING_HALF = 1;

  private WireFormat() {}

  /** The newest version that both sides speak; empty: none. */
  public static OptionalInt negotiate(int oldestVersion, int newestVersion) {
    return Message.VERSIONS.stream()
        .mapToInt(Integer::intValue)
        .filter(version -> version >= oldestVersion && version <= newestVersion)
        .max();
  }

  /** A message type's name for a sentence. */
  static String name(int type) {
    return switch (type) {
      case HELLO -> "hello";
      case WELCOME -> "welcome";
      case REFUSED -> "refused";
      case FRAME -> "frame";
      case SIZE_CHANGED -> "size-changed";
      case DENSITY_MAP -> "density-map";
      case SKIPPED -> "skipped";
      case PING -> "ping";
      case PONG -> "pong";
      case GOODBYE -> "goodbye";
      case PAIR -> "pair";
      case PAIRED -> "paired";
      default -> "type " + type;
    };
  }
}
