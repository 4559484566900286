package throng.gpu.web.past;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.javadsl.Source;
import akka.util.ByteString;

/** An answer that a browser saves as a file of comma-separated values. */
final class CsvFile {
  private static final ContentType CSV = MediaTypes.TEXT_CSV.toContentType(HttpCharsets.UTF_8);

  private CsvFile() {}

  /**
   * The answer.
   *
   * @param header the first line, with its end
   * @param lines whole ones, in pieces of any size
   */
  static HttpResponse response(String name, String header, Source<ByteString, ?> lines) {
    return HttpResponse.create()
        .addHeader(RawHeader.create("Content-Disposition", "attachment; filename=\"" + name + "\""))
        .withEntity(
            HttpEntities.create(CSV, Source.single(ByteString.fromString(header)).concat(lines)));
  }
}
