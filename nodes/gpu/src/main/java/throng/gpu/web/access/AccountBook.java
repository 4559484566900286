package throng.gpu.web.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Everybody who may come in, at one moment.
 *
 * @param removed who may not any more, for nodes that have not heard of it; empty: a file of a node
 *     that told nobody
 */
record AccountBook(
    List<Account> accounts,
    List<Token> tokens,
    List<Invitation> invitations,
    Optional<List<Removed>> removed) {
  static final AccountBook EMPTY =
      new AccountBook(List.of(), List.of(), List.of(), Optional.empty());

  /** So long a node may be cut off, and no change there of whom others removed brings them back. */
  static final Duration REMOVED_HOLDS = Duration.ofDays(30);

  /** Above all changes of an account whose version is ahead of the clock. */
  private static final long FAR_ABOVE = 1_000_000;

  /** Of too many the eldest is forgotten. */
  private static final int MOST_REMOVED = 10_000;

  AccountBook {
    accounts = List.copyOf(accounts);
    tokens = List.copyOf(tokens);
    invitations = List.copyOf(invitations);
    removed = removed.map(List::copyOf);
  }

  /** An account or a token that is none any more; its version is above all that it can have had. */
  record Removed(String name, long version) {
    static String account(String name) {
      return "account/" + name;
    }

    static String token(String id) {
      return "token/" + id;
    }
  }

  /** Those that are none any more. */
  List<Removed> gone() {
    return removed.orElse(List.of());
  }

  /** In which version something was removed; 0: it was not. */
  long removedIn(String name) {
    return gone().stream()
        .filter(it -> it.name().equals(name))
        .mapToLong(Removed::version)
        .max()
        .orElse(0);
  }

  Optional<Account> account(String name) {
    return accounts.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  Optional<Token> token(String id) {
    return tokens.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** The same with this account in the place of the one of its name, or at the end. */
  AccountBook with(Account account) {
    List<Account> all = new ArrayList<>(accounts);
    int at = accounts.stream().map(Account::name).toList().indexOf(account.name());
    if (at < 0) {
      all.add(account);
    } else {
      all.set(at, account);
    }
    return new AccountBook(all, tokens, invitations, back(Removed.account(account.name())));
  }

  AccountBook withoutAccount(String name, long nowMillis) {
    // Another node may be changing its password until it hears of this.
    long above = account(name).map(Account::version).orElse(0L) + FAR_ABOVE;
    long version = Math.max(above, nowMillis + REMOVED_HOLDS.toMillis());
    return without(new Removed(Removed.account(name), version));
  }

  AccountBook with(Token token) {
    return new AccountBook(
        accounts,
        and(without(tokens, it -> it.id().equals(token.id())), token),
        invitations,
        back(Removed.token(token.id())));
  }

  AccountBook withoutToken(String id) {
    long version = token(id).map(Token::createdMillis).orElse(0L) + 1;
    return without(new Removed(Removed.token(id), version));
  }

  AccountBook with(Invitation invitation) {
    return new AccountBook(accounts, tokens, and(invitations, invitation), removed);
  }

  /** The same without that account or token. */
  AccountBook without(Removed its) {
    List<Removed> others = without(gone(), it -> it.name().equals(its.name()));
    int from = Math.max(0, others.size() + 1 - MOST_REMOVED);
    return new AccountBook(
        without(accounts, it -> Removed.account(it.name()).equals(its.name())),
        without(tokens, it -> Removed.token(it.id()).equals(its.name())),
        without(invitations, it -> Removed.account(it.account()).equals(its.name())),
        Optional.of(and(others.subList(from, others.size()), its)));
  }

  private Optional<List<Removed>> back(String name) {
    return removed.map(all -> without(all, it -> it.name().equals(name)));
  }

  private static <T> List<T> and(List<T> all, T one) {
    return Stream.concat(all.stream(), Stream.of(one)).toList();
  }

  /** The same without this invitation, and without those that are over. */
  AccountBook without(Invitation used, long nowMillis) {
    return new AccountBook(
        accounts,
        tokens,
        without(invitations, it -> it.equals(used) || it.expiresMillis() < nowMillis),
        removed);
  }

  private static <T> List<T> without(List<T> all, Predicate<T> gone) {
    return all.stream().filter(gone.negate()).toList();
  }
}
