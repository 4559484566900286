package throng.gpu.web.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

  /** Of too many users, and of too many tokens, the one that was removed first is forgotten. */
  static final int MOST_REMOVED = 5_000;

  AccountBook {
    accounts = List.copyOf(accounts);
    tokens = List.copyOf(tokens);
    invitations = List.copyOf(invitations);
    removed = removed.map(List::copyOf);
  }

  /**
   * An account or a token that is none any more.
   *
   * @param untilMillis what was made until then is removed by it; empty: until its version, which
   *     is a time, too
   */
  record Removed(String name, long version, Optional<Long> untilMillis) {
    private static final String ACCOUNT = "account/";

    static String account(String name) {
      return ACCOUNT + name;
    }

    static String token(String id) {
      return "token/" + id;
    }

    boolean ofAccount() {
      return name.startsWith(ACCOUNT);
    }

    long until() {
      return untilMillis.orElse(version);
    }

    /** The same in a version above that one. */
    Removed above(long other) {
      return new Removed(name, Math.max(version, other + 1), Optional.of(until()));
    }
  }

  /** Those that are none any more. */
  List<Removed> gone() {
    return removed.orElse(List.of());
  }

  /** That something was removed; empty: it was not. */
  Optional<Removed> removal(String name) {
    return gone().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  List<Account> administrators() {
    return accounts.stream().filter(it -> it.role() == Role.ADMIN).toList();
  }

  Optional<Account> account(String name) {
    return accounts.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  Optional<Token> token(String id) {
    return tokens.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** The same with this in the place of what there is of its name. */
  AccountBook with(AccountEntry entry) {
    if (entry.account().isPresent()) {
      return with(entry.account().get());
    } else if (entry.token().isPresent()) {
      return with(entry.token().get());
    }
    return without(entry.removed().orElseThrow());
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

  /** The same with accounts of names that it does not have, and what signs them in, in one pass. */
  AccountBook withNew(List<Account> made, List<Invitation> theirs) {
    Set<String> back =
        made.stream().map(it -> Removed.account(it.name())).collect(Collectors.toSet());
    return new AccountBook(
        and(accounts, made),
        tokens,
        and(invitations, theirs),
        removed.map(all -> without(all, it -> back.contains(it.name()))));
  }

  AccountBook withoutAccount(String name, long nowMillis) {
    long above = account(name).map(Account::version).orElse(0L) + 1;
    long until = Math.max(account(name).map(Account::made).orElse(0L), nowMillis);
    long version = Math.max(above, until);
    return without(new Removed(Removed.account(name), version, Optional.of(until)));
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
    return without(new Removed(Removed.token(id), version, Optional.empty()));
  }

  AccountBook with(Invitation invitation) {
    return new AccountBook(accounts, tokens, and(invitations, invitation), removed);
  }

  /** The same without that account or token. */
  AccountBook without(Removed its) {
    return new AccountBook(
        without(accounts, it -> Removed.account(it.name()).equals(its.name())),
        without(tokens, it -> Removed.token(it.id()).equals(its.name())),
        without(invitations, it -> Removed.account(it.account()).equals(its.name())),
        Optional.of(bounded(and(without(gone(), it -> it.name().equals(its.name())), its), its)));
  }

  // By its version, which all nodes know alike: none tells another again what that has forgotten.
  private static List<Removed> bounded(List<Removed> all, Removed newest) {
    List<Removed> ofItsKind =
        all.stream().filter(it -> it.ofAccount() == newest.ofAccount()).toList();
    Removed eldest =
        Collections.min(
            ofItsKind, Comparator.comparingLong(Removed::version).thenComparing(Removed::name));
    return ofItsKind.size() > MOST_REMOVED ? without(all, eldest::equals) : all;
  }

  private Optional<List<Removed>> back(String name) {
    return removed.map(all -> without(all, it -> it.name().equals(name)));
  }

  private static <T> List<T> and(List<T> all, T one) {
    return and(all, List.of(one));
  }

  private static <T> List<T> and(List<T> all, List<T> more) {
    return Stream.concat(all.stream(), more.stream()).toList();
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
