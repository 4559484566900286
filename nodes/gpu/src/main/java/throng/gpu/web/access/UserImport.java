package throng.gpu.web.access;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What becomes of accounts by a list of users, and the codes that sign in whom it makes. */
final class UserImport {
  private final Accounts accounts;
  private final Optional<String> by;
  private final Map<String, String> codes = new LinkedHashMap<>();

  /**
   * @param by who does it; empty: a program
   */
  UserImport(Accounts accounts, Optional<String> by) {
    this.accounts = accounts;
    this.by = by;
  }

  /** The codes, by the names of whom they sign in. */
  Map<String, String> codes() {
    return Collections.unmodifiableMap(codes);
  }

  /**
   * The book with all of the list.
   *
   * @throws AccountException with a sentence that names the user
   */
  AccountBook after(AccountBook before, List<ListedUser> users) {
    AccountBook after = before;
    for (ListedUser user : users) {
      after = with(after, user);
    }
    // Other nodes do not take what leaves none, and who sees some cameras only changes no users.
    requireOneLeft(before.administrators(), after.administrators());
    requireOneLeft(ofAllCameras(before), ofAllCameras(after));
    return after;
  }

  private AccountBook with(AccountBook book, ListedUser user) {
    Account made = made(user);
    Optional<Account> own = book.account(user.name());
    if (own.isEmpty()) {
      return invited(Accounts.withNew(book, made), user.name());
    } else if (user.isAs(own.get())) {
      // Whoever is signed in stays so.
      return book;
    }
    requireAnother(own.get());
    AccountBook after = book.with(own.get().with(user.role(), user.cameras(), accounts.millis()));
    // The link that they had was for them as they were.
    return own.get().hash().isEmpty() ? invited(after, user.name()) : after;
  }

  private Account made(ListedUser user) {
    try {
      return accounts.account(user.name(), user.role(), user.cameras(), "");
    } catch (AccountException refused) {
      throw new AccountException(
          refused.kind(), "the user %s: %s".formatted(user.name(), refused.getMessage()));
    }
  }

  private AccountBook invited(AccountBook book, String name) {
    String code = Digest.secret();
    codes.put(name, code);
    return accounts.invited(book, name, code);
  }

  private void requireAnother(Account own) {
    if (by.equals(Optional.of(own.name()))) {
      throw new AccountException(
          AccountException.Kind.TAKEN,
          "the user %s is you: your own role and cameras stay, so that you are not locked out."
              .formatted(own.name()));
    }
  }

  private static List<Account> ofAllCameras(AccountBook book) {
    return book.administrators().stream().filter(it -> it.cameras().isEmpty()).toList();
  }

  private static void requireOneLeft(List<Account> before, List<Account> after) {
    if (!before.isEmpty() && after.isEmpty()) {
      throw new AccountException(
          AccountException.Kind.TAKEN,
          "no administrator of all cameras would be left: %s must stay one, or another become one."
              .formatted(before.stream().map(Account::name).collect(Collectors.joining(" or "))));
    }
  }
}
