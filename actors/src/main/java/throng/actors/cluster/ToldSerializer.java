package throng.actors.cluster;

import akka.serialization.SerializerWithStringManifest;
import java.io.NotSerializableException;

/** {@link Told} for Akka, which makes it by this name: nothing else crosses from node to node. */
final class ToldSerializer extends SerializerWithStringManifest {
  private static final int IDENTIFIER = 7_600_001;

  ToldSerializer() {}

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object message) {
    return ToldCodec.kind((Told) message);
  }

  @Override
  public byte[] toBinary(Object message) {
    return ToldCodec.bytes((Told) message);
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    return ToldCodec.read(manifest, bytes);
  }
}
