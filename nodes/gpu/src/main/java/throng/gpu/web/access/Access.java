package throng.gpu.web.access;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import throng.streams.flow.FutureFailure;
import throng.streams.tcp.PeerNetwork;

/**
 * The door: who a request comes from, and how somebody becomes known.
 *
 * <p>Any thread may ask. What blocks on the disk runs on the executor that it was given.
 */
public final class Access implements AutoCloseable {
  private static final String BEARER = "Bearer ";
  private static final Duration BUSY = Duration.ofSeconds(5);

  private final Accounts accounts;
  private final Executor disk;
  private final SignIns signIns;
  private final Cookies cookies;
  private final FailedSignIns failed;
  private final LetIn letIn = new LetIn();
  private final PasswordHashes hashes = new PasswordHashes();
  private final FirstLink firstLink;

  /**
   * @param holds how long a browser stays signed in that does not ask
   * @param disk may block
   */
  public Access(Accounts accounts, Duration holds, LongSupplier nanos, Executor disk) {
    this.accounts = accounts;
    this.disk = disk;
    this.signIns = new SignIns(holds, System::currentTimeMillis, accounts.folder());
    this.cookies = new Cookies(accounts.folder());
    this.failed = new FailedSignIns(nanos, letIn);
    this.firstLink = new FirstLink(nanos);
  }

  /** How an attempt to sign in ended. */
  public sealed interface Attempt {}

  /** It is let in; the cookie is for its browser. */
  public record SignedIn(HttpHeader cookie) implements Attempt {}

  /** What was shown is nothing, or not any more. */
  public record Denied() implements Attempt {}

  /** Whatever was shown is not looked at for so long. */
  public record Wait(Duration time) implements Attempt {}

  /** Accounts, to read and change. */
  public Accounts accounts() {
    return accounts;
  }

  /** Where blocking on the disk is allowed. */
  public Executor disk() {
    return disk;
  }

  /** Who sends this request; empty: nobody that is known. */
  public Optional<Principal> of(HttpRequest request) {
    // Another scheme is meant for a proxy in between, and says nothing of who asks here.
    for (HttpHeader header : request.getHeaders()) {
      if (header.is("authorization") && header.value().startsWith(BEARER)) {
        return token(Digest.sha256(header.value().substring(BEARER.length()).strip()));
      }
    }
    return cookies
        .in(request)
        .map(Digest::sha256)
        .flatMap(digest -> browser(digest, signIns.use(digest)));
  }

  /**
   * The cookie of whoever sends this request, which then lasts as long again; empty: it is new
   * enough, or it was not by one that they came in.
   */
  public Optional<HttpHeader> cookieAgain(HttpRequest request, Principal who, boolean isEncrypted) {
    return cookies
        .in(request)
        .filter(secret -> Digest.isSame(Digest.sha256(secret), who.credential()))
        .filter(secret -> signIns.isCookieDue(who.credential()))
        .map(secret -> cookies.of(secret, signIns.holds(), isEncrypted));
  }

  /**
   * The same caller as they stand now; empty: they may not come in any more. It is asked for them,
   * and keeps nobody signed in.
   */
  public Optional<Principal> again(Principal principal) {
    String digest = principal.credential();
    return principal.isToken() ? token(digest) : browser(digest, signIns.find(digest));
  }

  /** Who reads what they are sent stays signed in, as who asks for something does. */
  public void keepSignedIn(Principal principal) {
    if (!principal.isToken()) {
      var unused = signIns.use(principal.credential());
    }
  }

  private Optional<Principal> token(String digest) {
    return accounts.tokens().stream()
        .filter(it -> Digest.isSame(it.sha256(), digest))
        .findFirst()
        .map(it -> new Principal(it.name(), it.role(), it.cameras(), true, digest));
  }

  private Optional<Principal> browser(String digest, Optional<SignIns.SignIn> found) {
    return found.flatMap(
        signIn ->
            accounts
                .book()
                .account(signIn.account())
                .filter(account -> account.version() == signIn.version())
                .map(it -> new Principal(it.name(), it.role(), it.cameras(), false, digest)));
  }

  /** Somebody who is known has asked from there. */
  public void cameFrom(PeerNetwork network, Principal who) {
    if (who.isToken()) {
      letIn.add(network);
    } else {
      letIn.add(network, who.name());
    }
  }

  /** Signs somebody in by their password. */
  public CompletionStage<Attempt> byPassword(
      String name, String password, PeerNetwork network, boolean isEncrypted) {
    Optional<Account> account = accounts.book().account(name);
    String hash = account.map(Account::hash).orElse("");
    return tried(
        network,
        name,
        () ->
            hashes
                .check(asker(network), password, hash)
                .thenApply(isRight -> isRight ? account : Optional.<Account>empty())
                .thenApply(who -> letIn(who, network, isEncrypted)));
  }

  /** Signs the user in whom this link was made for. */
  public CompletionStage<Attempt> byLink(String code, PeerNetwork network, boolean isEncrypted) {
    return tried(
        network,
        "",
        () ->
            CompletableFuture.supplyAsync(
                () -> letIn(accounts.accept(code), network, isEncrypted), disk));
  }

  /** A try, where there have not been too many; it counts as one unless it is right. */
  private CompletionStage<Attempt> tried(
      PeerNetwork network, String name, Supplier<CompletionStage<Attempt>> attempt) {
    Duration pause = failed.begin(network, name);
    if (!pause.isZero()) {
      return done(new Wait(pause));
    }
    CompletionStage<Attempt> made;
    try {
      made = attempt.get();
    } catch (RejectedExecutionException tooMany) {
      made = CompletableFuture.failedFuture(tooMany);
    }
    return made.whenComplete(
            (how, failure) -> {
              if (failure != null) {
                failed.notMade(network, name);
              } else if (how instanceof SignedIn) {
                failed.succeeded(network, name);
              }
            })
        .exceptionally(Access::busy);
  }

  private static Attempt busy(Throwable failure) {
    if (FutureFailure.cause(failure) instanceof RejectedExecutionException) {
      return new Wait(BUSY);
    }
    throw new CompletionException(FutureFailure.cause(failure));
  }

  private Attempt letIn(Optional<Account> who, PeerNetwork network, boolean isEncrypted) {
    if (who.isEmpty()) {
      return new Denied();
    }
    letIn.add(network, who.get().name());
    return signedIn(who.get(), isEncrypted);
  }

  private Asker asker(PeerNetwork network) {
    return new Asker(network, letIn.has(network));
  }

  /** Takes in what other processes changed, and keeps who is signed in. Blocks on the disk. */
  public void refresh() {
    accounts.refresh();
    try {
      signIns.save();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether that is the code with which the first account can be made. */
  public boolean isFirst(String code) {
    return accounts.isEmpty() && firstLink.isCode(code);
  }

  /** The code for the first account, where there is none: a new one once the last is over. */
  public Optional<String> firstCode() {
    return accounts.isEmpty() ? Optional.of(firstLink.code()) : Optional.empty();
  }

  /** Makes the first account, and signs it in. */
  public CompletionStage<Attempt> first(
      String code, String name, String password, PeerNetwork network, boolean isEncrypted) {
    if (!isFirst(code)) {
      return done(new Denied());
    }
    Accounts.requirePassword(password);
    try {
      return hashes
          .of(new Asker(network, true), password)
          .thenApplyAsync(
              hash -> letIn(Optional.of(accounts.addFirst(name, hash)), network, isEncrypted),
              disk);
    } catch (RejectedExecutionException tooMany) {
      return done(new Wait(BUSY));
    }
  }

  /**
   * Gives somebody another password, if they know the present one or have none yet. All their
   * browsers are signed out, but the one that the cookie is for.
   */
  public CompletionStage<Attempt> changePassword(
      String name, String old, String password, PeerNetwork network, boolean isEncrypted) {
    Accounts.requirePassword(password);
    Asker asker = new Asker(network, true);
    String hash = accounts.book().account(name).map(Account::hash).orElse("");
    return tried(
        network,
        name,
        () -> {
          CompletionStage<Boolean> isRight =
              hash.isEmpty()
                  ? CompletableFuture.completedFuture(true)
                  : hashes.check(asker, old, hash);
          return isRight.thenCompose(
              right -> right ? change(name, password, asker, isEncrypted) : done(new Denied()));
        });
  }

  private CompletionStage<Attempt> change(
      String name, String password, Asker asker, boolean isEncrypted) {
    return hashes
        .of(asker, password)
        .thenApplyAsync(hash -> signedIn(accounts.setHash(name, hash), isEncrypted), disk);
  }

  /** The browser is not signed in any more. */
  public HttpHeader signOut(Principal principal, boolean isEncrypted) {
    signIns.close(principal.credential());
    return cookies.of("", Duration.ZERO, isEncrypted);
  }

  private SignedIn signedIn(Account account, boolean isEncrypted) {
    return new SignedIn(cookies.of(signIns.open(account), signIns.holds(), isEncrypted));
  }

  private static CompletionStage<Attempt> done(Attempt attempt) {
    return CompletableFuture.completedFuture(attempt);
  }

  @Override
  public void close() {
    hashes.close();
  }
}
