package throng.edge.camera;

import java.nio.file.Path;

final class SourceText {
  private SourceText() {}

  static CameraSpec parse(String source, Path workingFolder) {
    throw new UnsupportedOperationException();
  }
}
