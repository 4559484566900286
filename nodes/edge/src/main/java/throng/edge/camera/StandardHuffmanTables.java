package throng.edge.camera;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The Huffman tables that a JPEG without any is meant to be read with: ITU-T T.81, annex K.3.
 *
 * <p>Motion JPEG as cameras and AVI files hold it may leave them out; a decoder of single pictures
 * then refuses or, worse, shows noise.
 */
final class StandardHuffmanTables {
  /** One DHT segment: luminance DC and AC, chrominance DC and AC. */
  private static final byte[] SEGMENT =
      HexFormat.of()
          .parseHex(
              "ffc401a20000010501010101010100000000000000000102030405060708090a0b10000201030302"
                  + "0403050504040000017d01020300041105122131410613516107227114328191a1082342b1c11552"
                  + "d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a5354555657"
                  + "58595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5"
                  + "a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8"
                  + "e9eaf1f2f3f4f5f6f7f8f9fa0100030101010101010101010000000000000102030405060708090a"
                  + "0b110002010204040304070504040001027700010203110405213106124151076171132232810814"
                  + "4291a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738393a43444546"
                  + "4748494a535455565758595a636465666768696a737475767778797a82838485868788898a929394"
                  + "95969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8"
                  + "d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa");

  private static final int AFTER_START_OF_IMAGE = 2;

  private StandardHuffmanTables() {}

  /** The same JPEG with the tables put in behind its first marker. */
  static byte[] insert(byte[] jpeg) {
    byte[] whole = Arrays.copyOf(jpeg, jpeg.length + SEGMENT.length);
    System.arraycopy(SEGMENT, 0, whole, AFTER_START_OF_IMAGE, SEGMENT.length);
    System.arraycopy(
        jpeg,
        AFTER_START_OF_IMAGE,
        whole,
        AFTER_START_OF_IMAGE + SEGMENT.length,
        jpeg.length - AFTER_START_OF_IMAGE);
    return whole;
  }
}
