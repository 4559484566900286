package throng.gpu.web.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import throng.actors.counts.replica.Documents;
import throng.actors.counts.replica.Stamp;
import throng.gpu.web.access.AccountBook.Removed;
import throng.gpu.web.json.Json;

/**
 * Accounts and tokens as documents that nodes have in common, and what was removed of them. Links
 * that sign somebody in once, and who is signed in, stay with their node. {@link AccountMerge} says
 * what holds where two nodes have something else.
 */
public final class AccountDocuments implements Documents {
  private static final int LONGEST_NAME = 100;

  /** A version is a time or some above; of a clock that is wrong so much is believed. */
  private static final long MOST_AHEAD_MILLIS = Duration.ofDays(365).toMillis();

  private final Accounts accounts;
  private volatile Known known = Known.of(AccountBook.EMPTY);

  /** All of a book, looked at once: nodes ask each other for it every second. */
  private record Known(
      AccountBook book, Map<String, AccountEntry> entries, Map<String, Stamp> stamps) {
    static Known of(AccountBook book) {
      Map<String, AccountEntry> entries = AccountMerge.entries(book);
      Map<String, Stamp> stamps = new LinkedHashMap<>();
      entries.forEach((name, entry) -> stamps.put(name, entry.stamp()));
      return new Known(book, entries, Collections.unmodifiableMap(stamps));
    }
  }

  public AccountDocuments(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public String kind() {
    return "users";
  }

  @Override
  public boolean isSecret() {
    return true;
  }

  @Override
  public long highest(long own) {
    return accounts.millis() + MOST_AHEAD_MILLIS;
  }

  @Override
  public Map<String, Stamp> stamps() {
    return known().stamps();
  }

  @Override
  public Optional<String> text(String name) {
    return Optional.ofNullable(known().entries().get(name)).map(AccountEntry::text);
  }

  private Known known() {
    Known now = known;
    AccountBook book = accounts.book();
    if (now.book() != book) {
      now = Known.of(book);
      known = now;
    }
    return now;
  }

  @Override
  public Map<String, String> take(Map<String, Offered> offered) throws IOException {
    Map<String, String> refused = new LinkedHashMap<>();
    Map<String, AccountEntry> read = new LinkedHashMap<>();
    offered.forEach(
        (name, its) -> {
          try {
            read.put(name, read(name, its));
          } catch (IOException | IllegalArgumentException | AccountException e) {
            refused.put(name, String.valueOf(e.getMessage()));
          }
        });
    try {
      accounts.merge(book -> AccountMerge.merged(book, read, refused));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return refused;
  }

  private static AccountEntry read(String name, Offered offered) throws IOException {
    AccountEntry entry =
        Json.read(offered.text().getBytes(StandardCharsets.UTF_8), AccountEntry.class);
    boolean isAsTold = entry.name().equals(name) && entry.version() == offered.stamp().version();
    if (entry.made() > entry.version()) {
      throw new IllegalArgumentException("it was made after it was changed");
    }
    if (!isAsTold || !entry.text().equals(offered.text())) {
      throw new IllegalArgumentException("it is another document than was told");
    }
    entry.account().ifPresent(AccountDocuments::require);
    entry.token().ifPresent(AccountDocuments::require);
    entry.removed().ifPresent(AccountDocuments::require);
    return entry;
  }

  private static void require(Account account) {
    boolean isHash = account.hash().isEmpty() || PasswordHashes.isHash(account.hash());
    if (!Account.isName(account.name()) || !isHash) {
      throw new IllegalArgumentException("its name or its password's hash is none");
    }
    account.cameras().forEach(Accounts::requireCameras);
  }

  private static void require(Token token) {
    if (!token.sha256().matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("its digest is none");
    }
    token.cameras().forEach(Accounts::requireCameras);
  }

  private static void require(Removed removed) {
    if (removed.name().length() > LONGEST_NAME) {
      throw new IllegalArgumentException("its name is none");
    }
  }
}
