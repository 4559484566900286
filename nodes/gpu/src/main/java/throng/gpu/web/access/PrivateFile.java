package throng.gpu.web.access;

import java.io.IOException;
import java.nio.file.Path;
import throng.gpu.web.json.Json;
import throng.streams.file.WholeFile;

/**
 * A document in a file for its owner only, in a folder that is too and is made where it does not
 * exist. It is replaced whole, so that a reader or a power cut never meets half of one. Blocks on
 * the disk.
 */
record PrivateFile(Path folder, String name) {
  Path path() {
    return folder.resolve(name);
  }

  void makeFolder() throws IOException {
    WholeFile.makeFolder(folder);
  }

  /** Puts this document in the place of what was there. */
  void write(Object document) throws IOException {
    new WholeFile(path()).write(Json.file(document));
  }
}
