package throng.gpu.web.past;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.util.ArrayList;
import java.util.List;

/** An answer that a browser saves as a file of comma-separated values. */
final class CsvFile {
  private static final ContentType CSV = MediaTypes.TEXT_CSV.toContentType(HttpCharsets.UTF_8);

  private static final String MISSING = "Throng-Missing";

  private CsvFile() {}

  /**
   * The answer.
   *
   * @param name without its ending
   * @param header the first line, with its end
   * @param lines whole ones, in pieces of any size
   * @param missing the nodes whose lines are not among them; the file's name tells that, too
   */
  static HttpResponse response(
      String name, String header, Source<ByteString, ?> lines, List<String> missing) {
    String file = name + (missing.isEmpty() ? "" : "-incomplete") + ".csv";
    List<HttpHeader> headers = new ArrayList<>();
    headers.add(RawHeader.create("Content-Disposition", "attachment; filename=\"" + file + "\""));
    if (!missing.isEmpty()) {
      headers.add(RawHeader.create(MISSING, String.join(", ", missing)));
    }
    return HttpResponse.create()
        .addHeaders(headers)
        .withEntity(
            HttpEntities.create(CSV, Source.single(ByteString.fromString(header)).concat(lines)));
  }
}
