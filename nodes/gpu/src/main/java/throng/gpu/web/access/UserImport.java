package throng.gpu.web.access;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What becomes of accounts by a list of users, and the codes that sign in whom it makes. */
final class UserImport {
  private final Accounts accounts;
  private final Map<String, String> codes = new LinkedHashMap<>();

  UserImport(Accounts accounts) {
    this.accounts = accounts;
  }

  /** The codes, by the names of whom they sign in. */
  Map<String, String> codes() {
    return Collections.unmodifiableMap(codes);
  }

  /**
   * The book with all of the list. Who is in it stays as they are: a role that another node has not
   * heard of yet would come back there with a new password.
   *
   * @throws AccountException with a sentence that names the user
   */
  AccountBook after(AccountBook before, List<ListedUser> users) {
    AccountBook after = before;
    for (ListedUser user : users) {
      Account made = made(user);
      if (after.account(user.name()).isEmpty()) {
        after = invited(Accounts.withNew(after, made), user.name());
      }
    }
    return after;
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
}
