package throng.streams.legacy.counter;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import throng.streams.legacy.LegacyException;

/**
 * Serves the remote crowd counter's clients, and those that encrypt, at the port of Throng's own
 * protocol.
 */
public final class PortSharing {
  private PortSharing() {}

  /**
   * One connection of whichever protocol. No flow is made before its first bytes came: what limits
   * the handshake counts from there.
   *
   * <p><b>Emits when</b> the flow that the first bytes chose does
   *
   * <p><b>Backpressures when</b> that flow does
   *
   * <p><b>Completes when</b> that flow does, or the peer ends or breaks a limit before the choice
   *
   * <p><b>Cancels when</b> that flow does
   *
   * <p><b>Fails when</b> that flow does
   *
   * @param limits how long nothing, and how long less than 16 bytes may come
   * @param counter serves a connection that begins with digits, then spaces
   * @param encrypted serves one that begins with a handshake of TLS
   * @param throng serves every other, and says what is wrong with a third protocol's
   * @param ended is told of a peer that broke a limit before the choice
   */
  public static Flow<ByteString, ByteString, NotUsed> create(
      ExchangeLimits limits,
      Supplier<Flow<ByteString, ByteString, NotUsed>> counter,
      Supplier<Flow<ByteString, ByteString, NotUsed>> encrypted,
      Supplier<Flow<ByteString, ByteString, NotUsed>> throng,
      Consumer<LegacyException> ended) {
    return Flow.of(ByteString.class)
        .via(new FirstBytes(limits, ended))
        .flatMapPrefix(1, first -> chosen(first, counter, encrypted, throng))
        .mapMaterializedValue(notUsed -> NotUsed.getInstance());
  }

  private static Flow<ByteString, ByteString, NotUsed> chosen(
      Iterable<ByteString> first,
      Supplier<Flow<ByteString, ByteString, NotUsed>> counter,
      Supplier<Flow<ByteString, ByteString, NotUsed>> encrypted,
      Supplier<Flow<ByteString, ByteString, NotUsed>> throng) {
    for (ByteString bytes : first) {
      Flow<ByteString, ByteString, NotUsed> whole =
          Flow.of(ByteString.class).prependLazy(Source.from(List.of(bytes)));
      return whole.via(
          switch (Recognition.of(bytes)) {
            case YES -> counter.get();
            case TLS -> encrypted.get();
            case NO, NOT_YET -> throng.get();
          });
    }
    return Flow.fromSinkAndSource(Sink.ignore(), Source.empty());
  }
}
