package throng.gpu.web.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import throng.gpu.web.access.AccountBook.Removed;

/**
 * What becomes of accounts by a list of users, and the codes that sign in whom it makes. Everything
 * that can be made without the book is made before it: others wait for who changes that.
 */
final class UserImport {
  private final List<Listed> listed = new ArrayList<>();
  private final Map<String, String> codes = new LinkedHashMap<>();

  /** Somebody who may be new, and the code that then signs them in. */
  private record Listed(Account account, String code, Invitation invitation) {
    /** As somebody else than who was removed under that name. */
    Account made(Map<String, Removed> gone) {
      Removed removed = gone.get(Removed.account(account.name()));
      return removed == null ? account : account.after(removed);
    }
  }

  /**
   * Nothing is done yet.
   *
   * @throws AccountException with a sentence that names the user
   */
  UserImport(Accounts accounts, List<ListedUser> users) {
    for (ListedUser user : users) {
      Account account = account(accounts, user);
      String code = Digest.secret();
      listed.add(new Listed(account, code, accounts.invitation(account, code)));
    }
  }

  private static Account account(Accounts accounts, ListedUser user) {
    try {
      return accounts.account(user.name(), user.role(), user.cameras(), "");
    } catch (AccountException refused) {
      throw new AccountException(
          refused.kind(), "the user %s: %s".formatted(user.name(), refused.getMessage()));
    }
  }

  /** The codes, by the names of whom they sign in. */
  Map<String, String> codes() {
    return Collections.unmodifiableMap(codes);
  }

  /**
   * The book with all of the list. Who is in it stays as they are: a role that another node has not
   * heard of yet would come back there with a new password.
   */
  AccountBook after(AccountBook before) {
    Set<String> names = new HashSet<>();
    before.accounts().forEach(it -> names.add(it.name()));
    Map<String, Removed> gone = new HashMap<>();
    before.gone().forEach(it -> gone.putIfAbsent(it.name(), it));
    List<Account> made = new ArrayList<>();
    List<Invitation> invitations = new ArrayList<>();
    for (Listed one : listed) {
      if (names.add(one.account().name())) {
        Account account = one.made(gone);
        made.add(account);
        invitations.add(one.invitation().to(account));
        codes.put(account.name(), one.code());
      }
    }
    return made.isEmpty() ? before : before.withNew(made, invitations);
  }
}
