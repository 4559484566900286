package throng.gpu.web.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Everybody who may come in, at one moment. */
record AccountBook(List<Account> accounts, List<Token> tokens, List<Invitation> invitations) {
  static final AccountBook EMPTY = new AccountBook(List.of(), List.of(), List.of());

  AccountBook {
    accounts = List.copyOf(accounts);
    tokens = List.copyOf(tokens);
    invitations = List.copyOf(invitations);
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
    return new AccountBook(all, tokens, invitations);
  }

  AccountBook withoutAccount(String name) {
    return new AccountBook(
        without(accounts, it -> it.name().equals(name)),
        tokens,
        without(invitations, it -> it.account().equals(name)));
  }

  AccountBook with(Token token) {
    return new AccountBook(
        accounts, Stream.concat(tokens.stream(), Stream.of(token)).toList(), invitations);
  }

  AccountBook withoutToken(String id) {
    return new AccountBook(accounts, without(tokens, it -> it.id().equals(id)), invitations);
  }

  AccountBook with(Invitation invitation) {
    return new AccountBook(
        accounts, tokens, Stream.concat(invitations.stream(), Stream.of(invitation)).toList());
  }

  /** The same without this invitation, and without those that are over. */
  AccountBook without(Invitation used, long nowMillis) {
    return new AccountBook(
        accounts,
        tokens,
        without(invitations, it -> it.equals(used) || it.expiresMillis() < nowMillis));
  }

  private static <T> List<T> without(List<T> all, Predicate<T> gone) {
    return all.stream().filter(gone.negate()).toList();
  }
}
