package throng.gpu.web.http;

import akka.NotUsed;
import akka.actor.ClassicActorSystemProvider;
import akka.event.Logging;
import akka.http.javadsl.Http;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.settings.ServerSettings;
import akka.stream.Materializer;
import akka.stream.SystemMaterializer;
import akka.stream.TLSClosing;
import akka.stream.TLSProtocol.SessionBytes;
import akka.stream.TLSProtocol.SslTlsInbound;
import akka.stream.TLSProtocol.SslTlsOutbound;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.TLS;
import akka.stream.javadsl.TLSPlacebo;
import akka.util.ByteString;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import throng.streams.tcp.Peer;

/** A connection's bytes as requests, each answered by the router, in order. */
public final class HttpConnections {
  private final ClassicActorSystemProvider system;
  private final Materializer materializer;
  private final ServerSettings server;
  private final ConnectionSettings settings;
  private final Router router;
  private final Admissions admissions;
  private final Optional<Supplier<SSLEngine>> tls;

  /**
   * @param tls makes the node's side of each connection; empty: they are not encrypted
   */
  public HttpConnections(
      ClassicActorSystemProvider system,
      ConnectionSettings settings,
      Router router,
      Optional<Supplier<SSLEngine>> tls) {
    this.system = system;
    this.materializer = SystemMaterializer.get(system).materializer();
    this.server = ServerSettings.create(system.classicSystem());
    this.settings = settings;
    this.router = router;
    this.admissions = new Admissions(settings.most() - settings.mostStrangers());
    this.tls = tls;
  }

  /**
   * The stream of one connection. A peer counts as admitted once a request of it has shown who it
   * is.
   *
   * <p><b>Emits when</b> there is something to answer
   *
   * <p><b>Backpressures when</b> a request is being answered
   *
   * <p><b>Completes when</b> the peer closes, or a request does not become whole in time
   *
   * <p><b>Cancels when</b> the peer does not read any more
   *
   * <p><b>Fails when</b> nothing was read or written for the idle time
   */
  public Flow<ByteString, ByteString, NotUsed> of(Peer peer) {
    Requests requests = new Requests();
    Standing standing = new Standing(peer, admissions);
    if (tls.isPresent()) {
      peer.encrypts();
    }
    BidiFlow<HttpResponse, ByteString, ByteString, HttpRequest, NotUsed> http =
        Http.get(system)
            .serverLayer(
                server,
                Optional.of(peer.address()),
                Logging.getLogger(system.classicSystem(), HttpConnections.class))
            .atop(encryption())
            .atop(BidiFlow.bidirectionalIdleTimeout(settings.idle()));
    return Flow.of(ByteString.class)
        .via(new HeaderDeadline(requests, settings.headers()))
        .via(
            Flow.of(HttpRequest.class)
                .mapAsync(1, request -> answer(request, standing, requests))
                .join(http))
        .watchTermination(
            (notUsed, end) -> {
              end.whenComplete((done, failure) -> standing.ended());
              return notUsed;
            });
  }

  private BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed> encryption() {
    if (tls.isPresent()) {
      // Not the wire's: that lets a peer go on sending, while an answer's end may be its body's.
      return TLS.create(tls.get(), TLSClosing.eagerClose());
    }
    return BidiFlow.fromFlows(
            Flow.of(SslTlsOutbound.class),
            Flow.of(SessionBytes.class).map(SslTlsInbound.class::cast))
        .atop(TLSPlacebo.getInstance());
  }

  private CompletionStage<HttpResponse> answer(
      HttpRequest request, Standing standing, Requests requests) {
    requests.came();
    return router
        .answer(request, standing, tls.isPresent(), materializer)
        .thenApply(
            response -> {
              standing.answered(response.status().isSuccess());
              if (response.status().equals(StatusCodes.SWITCHING_PROTOCOLS)) {
                requests.isSocketNow();
              }
              return response;
            });
  }
}
