package throng.gpu.web.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import throng.gpu.web.access.AccountBook.Removed;
import throng.streams.frame.CameraId;

/**
 * Everybody who may come in. What another process changes in the file is seen at {@link #refresh}.
 *
 * <p>Reading never blocks; changing does, on the disk. Any thread may do either.
 */
public final class Accounts {
  /** How long a link that signs somebody in holds. */
  public static final Duration LINK_HOLDS = Duration.ofHours(1);

  /** The shortest password. */
  public static final int SHORTEST_PASSWORD = 12;

  private static final int LONGEST_PASSWORD = 256;

  private final Optional<Path> folder;
  private final Optional<AccountFile> file;
  private final LongSupplier millis;
  private volatile AccountBook book = AccountBook.EMPTY;
  private volatile String stamp = "";

  private Accounts(Optional<Path> folder, LongSupplier millis) {
    this.folder = folder;
    this.file = folder.map(AccountFile::new);
    this.millis = millis;
  }

  /**
   * Those in a folder's file, if there is one.
   *
   * @param folder empty: they last as long as this does
   * @throws UncheckedIOException if the file is there and cannot be read
   */
  public static Accounts open(Optional<Path> folder) {
    Accounts accounts = new Accounts(folder, System::currentTimeMillis);
    accounts.refresh();
    return accounts;
  }

  /** Takes in what another process wrote. Blocks on the disk, if the file has changed. */
  public synchronized void refresh() {
    if (file.isPresent() && !file.get().stamp().equals(stamp)) {
      try {
        String seen = file.get().stamp();
        book = file.get().read();
        stamp = seen;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Where they are kept. */
  Optional<Path> folder() {
    return folder;
  }

  AccountBook book() {
    return book;
  }

  /** Whether nobody has an account. */
  public boolean isEmpty() {
    return book.accounts().isEmpty();
  }

  public List<Account> all() {
    return book.accounts();
  }

  public List<Token> tokens() {
    return book.tokens();
  }

  /**
   * A new account without a password.
   *
   * @throws AccountException if the name is taken or none, or {@code cameras} names what is none
   */
  public Account add(String name, Role role, List<String> cameras) {
    return add(name, role, cameras, "");
  }

  /**
   * The same with a password, kept together.
   *
   * @param hash as of {@link #hash(String)}
   */
  public Account add(String name, Role role, List<String> cameras, String hash) {
    Account account = account(name, role, cameras, hash);
    return change(before -> withNew(before, account)).account(name).orElseThrow();
  }

  /** One that is made now. */
  Account account(String name, Role role, List<String> cameras, String hash) {
    if (!Account.isName(name)) {
      throw new AccountException(
          AccountException.Kind.WRONG,
          "A user's name is 1 to 64 letters, digits or . _ - @ characters.");
    }
    cameras.forEach(Accounts::requireCameras);
    // Later than any version of an account of that name before: who signed in as that one stays
    // out.
    long now = millis.getAsLong();
    return new Account(name, role, cameras, hash, now, Optional.of(now));
  }

  private static AccountBook withNew(AccountBook before, Account account) {
    if (before.account(account.name()).isPresent()) {
      throw new AccountException(
          AccountException.Kind.TAKEN, "There is a user " + account.name() + " already.");
    }
    // Or another node's removal of that name would remove this one, too.
    return before.with(
        before.removal(Removed.account(account.name())).map(account::after).orElse(account));
  }

  /** Gives the account of that name this password; who is signed in as it must do so again. */
  public Account setHash(String name, String hash) {
    long now = millis.getAsLong();
    return change(before -> before.with(require(before, name).withHash(hash, now)))
        .account(name)
        .orElseThrow();
  }

  /** The first account, an administrator's; refused where there is one already. */
  Account addFirst(String name, String hash) {
    Account first = account(name, Role.ADMIN, List.of(), hash);
    // Its password comes with it: an administrator without one would shut everybody out.
    AccountBook after =
        change(
            before -> {
              if (!before.accounts().isEmpty()) {
                throw new AccountException(
                    AccountException.Kind.TAKEN,
                    "The first account has been made already: sign in.");
              }
              return withNew(before, first);
            });
    // Its version there may be another: that of a removal before, and one more.
    return after.account(name).orElseThrow();
  }

  /**
   * @throws AccountException if there is no such user, or no administrator would be left
   */
  public void remove(String name) {
    long now = millis.getAsLong();
    change(
        before -> {
          require(before, name);
          AccountBook after = before.withoutAccount(name, now);
          // Also where nobody else is there: other nodes do not take what would leave none.
          if (!before.administrators().isEmpty() && after.administrators().isEmpty()) {
            throw new AccountException(
                AccountException.Kind.TAKEN,
                name + " is the last administrator: make another one first.");
          }
          return after;
        });
  }

  /**
   * A code that signs this user in once, within {@link #LINK_HOLDS} and until their password
   * changes.
   */
  public String invite(String name) {
    String code = Digest.secret();
    AccountBook unused = change(before -> invited(before, name, code));
    return code;
  }

  /**
   * A new account without a password, and the code that signs its user in, kept together.
   *
   * @throws AccountException as {@link #add} does
   */
  public String addInvited(String name, Role role, List<String> cameras) {
    Account account = account(name, role, cameras, "");
    String code = Digest.secret();
    AccountBook unused = change(before -> invited(withNew(before, account), name, code));
    return code;
  }

  /**
   * Makes the users of a list who are not here, all of them or none; everybody else stays as they
   * are. However long the list is and {@code rest} takes, others change accounts meanwhile.
   *
   * @param rest is run once nothing refuses the list any more; if it throws, nobody is made
   * @return codes that sign in once, by the names of those who are new
   * @throws AccountException with a sentence that names the user
   */
  public Map<String, String> take(List<ListedUser> users, Runnable rest) {
    UserImport taken = new UserImport(this, users);
    // Not in the accounts' turn: it waits for the disk, and whoever comes in by a link for it.
    rest.run();
    AccountBook unused = change(taken::after);
    return taken.codes();
  }

  /** The book in which that code signs that user in. */
  private AccountBook invited(AccountBook before, String name, String code) {
    return before.with(invitation(require(before, name), code));
  }

  /** That this code signs that user in, from now on for as long as a link holds. */
  Invitation invitation(Account account, String code) {
    long until = millis.getAsLong() + LINK_HOLDS.toMillis();
    return new Invitation(
        account.name(), Digest.sha256(code), until, Optional.of(account.version()));
  }

  /** Whom this code signs in; it does so no second time. */
  Optional<Account> accept(String code) {
    String digest = Digest.sha256(code);
    long now = millis.getAsLong();
    Optional<Invitation> found =
        book.invitations().stream()
            .filter(it -> Digest.isSame(it.sha256(), digest) && it.expiresMillis() >= now)
            .findFirst();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    boolean[] isFirst = new boolean[1];
    AccountBook after =
        change(
            before -> {
              isFirst[0] = before.invitations().contains(found.get());
              return before.without(found.get(), now);
            });
    return isFirst[0]
        ? after.account(found.get().account()).filter(found.get()::isFor)
        : Optional.empty();
  }

  /**
   * A new token, told this once.
   *
   * @throws AccountException if {@code cameras} names what is none
   */
  public String addToken(String name, Role role, List<String> cameras) {
    cameras.forEach(Accounts::requireCameras);
    String secret = "throng_" + Digest.secret();
    String id = Digest.secret().substring(0, 12);
    change(
        before ->
            before.with(
                new Token(id, name, Digest.sha256(secret), role, cameras, millis.getAsLong())));
    return secret;
  }

  /** Whether there was a token of that id. */
  public boolean removeToken(String id) {
    boolean isThere = book.token(id).isPresent();
    if (isThere) {
      change(before -> before.withoutToken(id));
    }
    return isThere;
  }

  /**
   * @throws AccountException if it is too short to be one
   */
  public static void requirePassword(String password) {
    if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
      throw new AccountException(
          AccountException.Kind.WRONG,
          "A password has %d to %d characters.".formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD));
    }
  }

  /** What is kept of a password. Takes 19 MB, and an eighth of a second of a core. */
  public static String hash(String password) {
    requirePassword(password);
    return PasswordHashes.hash(password);
  }

  /** Takes what another node has. Blocks on the disk. */
  void merge(UnaryOperator<AccountBook> merged) {
    AccountBook unused = change(merged);
  }

  /** Now, since 1970-01-01 UTC. */
  long millis() {
    return millis.getAsLong();
  }

  // Who has mistyped would see nothing, and not be told.
  static void requireCameras(@Nullable String cameras) {
    if (!CameraId.isOneOrAll(String.valueOf(cameras))) {
      throw new AccountException(
          AccountException.Kind.WRONG,
          "cameras holds node/camera, or node/* for all of a node; '%s' is neither."
              .formatted(cameras));
    }
  }

  private static Account require(AccountBook book, String name) {
    return book.account(name)
        .orElseThrow(
            () ->
                new AccountException(
                    AccountException.Kind.MISSING, "There is no user " + name + "."));
  }

  private synchronized AccountBook change(UnaryOperator<AccountBook> change) {
    if (file.isEmpty()) {
      book = change.apply(book);
      return book;
    }
    try {
      AccountFile.Held held = file.get().change(change);
      book = held.book();
      stamp = held.stamp();
      return book;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
