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
 * that sign somebody in once, and who is signed in, stay with their node.
 */
public final class AccountDocuments implements Documents {
  private static final int MOST = 10_000;
  private static final int LONGEST_NAME = 100;

  /** A version is a time or some above; of a clock that is wrong so much is believed. */
  private static final long MOST_AHEAD_MILLIS = Duration.ofDays(365).toMillis();

  private final Accounts accounts;
  private volatile Known known = Known.of(AccountBook.EMPTY);

  /** All of a book, looked at once: nodes ask each other for it every second. */
  private record Known(AccountBook book, Map<String, Entry> entries, Map<String, Stamp> stamps) {
    static Known of(AccountBook book) {
      Map<String, Entry> entries = AccountDocuments.entries(book);
      Map<String, Stamp> stamps = new LinkedHashMap<>();
      entries.forEach((name, entry) -> stamps.put(name, entry.stamp()));
      return new Known(book, entries, Collections.unmodifiableMap(stamps));
    }
  }

  /** One of them. */
  private record Entry(
      Optional<Account> account, Optional<Token> token, Optional<Removed> removed) {
    static Entry of(Account account) {
      return new Entry(Optional.of(account), Optional.empty(), Optional.empty());
    }

    static Entry of(Token token) {
      return new Entry(Optional.empty(), Optional.of(token), Optional.empty());
    }

    static Entry of(Removed removed) {
      return new Entry(Optional.empty(), Optional.empty(), Optional.of(removed));
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

    String text() {
      return Json.text(this);
    }

    Stamp stamp() {
      return Stamp.of(version(), text());
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
    return Optional.ofNullable(known().entries().get(name)).map(Entry::text);
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

  private static Map<String, Entry> entries(AccountBook book) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    book.gone().forEach(it -> entries.put(it.name(), Entry.of(it)));
    book.tokens().forEach(it -> entries.put(Removed.token(it.id()), Entry.of(it)));
    book.accounts().forEach(it -> entries.put(Removed.account(it.name()), Entry.of(it)));
    return entries;
  }

  @Override
  public Map<String, String> take(Map<String, Offered> offered) throws IOException {
    Map<String, String> refused = new LinkedHashMap<>();
    Map<String, Entry> read = new LinkedHashMap<>();
    offered.forEach(
        (name, its) -> {
          try {
            read.put(name, read(name, its));
          } catch (IOException | IllegalArgumentException | AccountException e) {
            refused.put(name, String.valueOf(e.getMessage()));
          }
        });
    try {
      accounts.merge(book -> merged(book, read, refused));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return refused;
  }

  private static Entry read(String name, Offered offered) throws IOException {
    Entry entry = Json.read(offered.text().getBytes(StandardCharsets.UTF_8), Entry.class);
    boolean isAsTold = entry.name().equals(name) && entry.version() == offered.stamp().version();
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

  private static AccountBook merged(
      AccountBook book, Map<String, Entry> theirs, Map<String, String> refused) {
    Map<String, Entry> here = entries(book);
    AccountBook merged = book;
    for (Map.Entry<String, Entry> entry : theirs.entrySet()) {
      Stamp own =
          Optional.ofNullable(here.get(entry.getKey())).map(Entry::stamp).orElse(Stamp.NONE);
      Entry its = entry.getValue();
      if (its.stamp().isNewerThan(own)) {
        AccountBook more = with(merged, its);
        // Removals always have room: they make some.
        if (its.removed().isPresent() || size(more) <= Math.max(MOST, size(merged))) {
          merged = more;
        } else {
          refused.put(entry.getKey(), "there are %d users and tokens already".formatted(MOST));
        }
      }
    }
    return merged;
  }

  private static int size(AccountBook book) {
    return book.accounts().size() + book.tokens().size();
  }

  private static AccountBook with(AccountBook book, Entry entry) {
    if (entry.account().isPresent()) {
      return book.with(entry.account().get());
    } else if (entry.token().isPresent()) {
      return book.with(entry.token().get());
    }
    return book.without(entry.removed().orElseThrow());
  }
}
