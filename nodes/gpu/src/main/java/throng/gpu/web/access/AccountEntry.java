package throng.gpu.web.access;

import java.util.Optional;
import throng.actors.counts.replica.Stamp;
import throng.gpu.web.access.AccountBook.Removed;
import throng.gpu.web.json.Json;

/** A user, a token, or that one was removed: what nodes tell each other of one name. */
record AccountEntry(Optional<Account> account, Optional<Token> token, Optional<Removed> removed) {
  static AccountEntry of(Account account) {
    return new AccountEntry(Optional.of(account), Optional.empty(), Optional.empty());
  }

  static AccountEntry of(Token token) {
    return new AccountEntry(Optional.empty(), Optional.of(token), Optional.empty());
  }

  static AccountEntry of(Removed removed) {
    return new AccountEntry(Optional.empty(), Optional.empty(), Optional.of(removed));
  }

  String name() {
    return account
        .map(it -> Removed.account(it.name()))
        .or(() -> token.map(it -> Removed.token(it.id())))
        .or(() -> removed.map(Removed::name))
        .orElse("");
  }

  long version() {
    return account
        .map(Account::version)
        .or(() -> token.map(Token::createdMillis))
        .or(() -> removed.map(Removed::version))
        .orElse(0L);
  }

  /** When it was made; of a removal, what was made until then is removed. */
  long made() {
    return account
        .map(Account::made)
        .or(() -> token.map(Token::createdMillis))
        .or(() -> removed.map(Removed::until))
        .orElse(0L);
  }

  /**
   * Whether it holds against another of that name. Who was made anew after a removal is another
   * user; over everything else that was made before, a removal holds, however new.
   */
  boolean holdsAgainst(AccountEntry other) {
    if (!tellsWhenMade() && !other.tellsWhenMade()) {
      return stamp().isNewerThan(other.stamp());
    } else if (made() != other.made()) {
      return made() > other.made();
    } else if (removed.isPresent() != other.removed.isPresent()) {
      return removed.isPresent();
    }
    return stamp().isNewerThan(other.stamp());
  }

  // What was written before that was kept does not, and has nothing but its version.
  private boolean tellsWhenMade() {
    return token.isPresent()
        || account.flatMap(Account::madeMillis).isPresent()
        || removed.flatMap(Removed::untilMillis).isPresent();
  }

  String text() {
    return Json.text(this);
  }

  Stamp stamp() {
    return Stamp.of(version(), text());
  }
}
