package throng.gpu.web.site;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;
import throng.gpu.web.json.Json;

/** Versions as HTTP has them: an answer's {@code ETag}, which a change says in {@code If-Match}. */
final class IfMatch {
  private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");
  private static final String ANY = "*";

  private IfMatch() {}

  /**
   * The version that a change was made from; empty: whichever it is.
   *
   * @throws Problem 428 where the call does not say it
   */
  static OptionalLong required(Call call) {
    String said =
        header(call)
            .orElseThrow(
                () ->
                    Problem.of(
                        428,
                        "Say in If-Match which version the change was made from: the ETag that was"
                            + " read, or * for whichever it is."));
    return version(said);
  }

  /** The same where it need not be said. */
  static OptionalLong optional(Call call) {
    return header(call).map(IfMatch::version).orElse(OptionalLong.empty());
  }

  private static java.util.Optional<String> header(Call call) {
    return call.request().getHeader("If-Match").map(HttpHeader::value);
  }

  private static OptionalLong version(String said) {
    if (said.strip().equals(ANY)) {
      return OptionalLong.empty();
    }
    Matcher matcher = VERSION.matcher(said.strip());
    if (!matcher.matches()) {
      throw Problem.of(400, "If-Match must be one ETag as it was read, such as \"3\", or *.");
    }
    return OptionalLong.of(Long.parseLong(matcher.group(1)));
  }

  /** An answer with status 200 of this version. */
  static HttpResponse answer(Object value, long version) {
    return Json.response(value).addHeader(RawHeader.create("ETag", "\"" + version + "\""));
  }
}
