package throng.gpu.web.http;

import akka.event.LoggingAdapter;
import akka.http.ParsingErrorHandler;
import akka.http.javadsl.model.HttpResponse;
import akka.http.scaladsl.model.ErrorInfo;
import akka.http.scaladsl.model.StatusCode;
import akka.http.scaladsl.settings.ServerSettings;

/**
 * What is no HTTP is refused as everything else is; Akka finds it by its name in the settings.
 * Nothing is logged: anybody can send such things.
 */
public final class ProblemErrors extends ParsingErrorHandler {
  /** As Scala's objects have it, which is what Akka looks for. */
  @SuppressWarnings("checkstyle:ConstantName")
  public static final ProblemErrors MODULE$ = new ProblemErrors();

  private ProblemErrors() {}

  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
    HttpResponse response = Problem.of(status.intValue(), error.summary()).response();
    return SecurityHeaders.on(response);
  }
}
