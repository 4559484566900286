package throng.edge.camera;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The formats of picture files that FFmpeg reads, and OpenCV does not. */
enum StillFormat {
  /** HEIC and AVIF. */
  BOXES("mov"),
  ICON("ico"),
  /** FFmpeg tells them by the ending of the file's name: Targa has no beginning of its own. */
  BY_NAME("image2");

  private static final Set<String> ENDINGS = Set.of("tga", "jp2", "j2k", "j2c", "jpc");

  private final String demuxer;

  StillFormat(String demuxer) {
    this.demuxer = demuxer;
  }

  /** The format of a file; empty: it is OpenCV's, or none. */
  static Optional<StillFormat> of(Path file, byte[] bytes) {
    if (isInBoxes(bytes)) {
      return Optional.of(BOXES);
    }
    if (isIcon(bytes)) {
      return Optional.of(ICON);
    }
    String name = file.toString().toLowerCase(Locale.ROOT);
    boolean isNamed = ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    return isNamed && !PictureHeader.isJpeg(bytes) ? Optional.of(BY_NAME) : Optional.empty();
  }

  /** Whether it begins as HEIC and AVIF do. */
  static boolean isInBoxes(byte[] file) {
    return file.length > 12 && new String(file, 4, 4, StandardCharsets.US_ASCII).equals("ftyp");
  }

  /** Two bytes of nothing, the kind, and how many sizes of the picture there are. */
  private static boolean isIcon(byte[] file) {
    return file.length > 6
        && file[0] == 0
        && file[1] == 0
        && file[2] == 1
        && file[3] == 0
        && file[4] != 0
        && file[5] == 0;
  }

  /** FFmpeg's name for what reads it. */
  String demuxer() {
    return demuxer;
  }
}
