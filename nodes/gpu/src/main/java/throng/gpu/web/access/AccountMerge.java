package throng.gpu.web.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import throng.actors.counts.replica.Stamp;
import throng.gpu.web.access.AccountBook.Removed;

/**
 * What becomes of a node's users and tokens when it hears of another node's. Every node comes to
 * the same by itself, in whatever order it hears of it.
 *
 * <p><b>A removal holds for good</b>, over every change of whom it removed: a node may be cut off
 * for any time, and change somebody's password there. Such a change has the higher version; what
 * holds against it here is given one above that, so that all nodes take it. Only who was made anew
 * after the removal, which a node knows that makes them, is somebody else. Removals do not age: of
 * users and of tokens the newest {@value AccountBook#MOST_REMOVED} each are kept.
 *
 * <p><b>There is always an administrator.</b> What would leave none is not taken. Where
 * administrators remove each other at two nodes at once, the removal with the higher stamp is the
 * one that is done: against the other the node that still has its administrator makes them anew,
 * and the node that is to lose its last one waits until it has heard of that.
 */
final class AccountMerge {
  private static final int MOST = 10_000;

  private final Map<String, String> refused;
  private final Map<String, AccountEntry> here;
  private AccountBook book;

  private AccountMerge(AccountBook book, Map<String, String> refused) {
    this.book = book;
    this.here = entries(book);
    this.refused = refused;
  }

  /**
   * The book with what holds of another node's.
   *
   * @param refused takes why some are not taken, in a sentence each, by their names
   */
  static AccountBook merged(
      AccountBook book, Map<String, AccountEntry> theirs, Map<String, String> refused) {
    AccountMerge merge = new AccountMerge(book, refused);
    // Who comes first, and who goes then: a node is not to be without an administrator in between.
    theirs.values().stream().filter(it -> it.removed().isEmpty()).forEach(merge::hear);
    theirs.values().stream().filter(it -> it.removed().isPresent()).forEach(merge::hear);
    return merge.book;
  }

  /** All of a book by name, as it is told to other nodes: administrators first, removals last. */
  static Map<String, AccountEntry> entries(AccountBook book) {
    Map<String, AccountEntry> entries = new LinkedHashMap<>();
    book.administrators().stream().map(AccountEntry::of).forEach(it -> putFirst(entries, it));
    book.accounts().stream().map(AccountEntry::of).forEach(it -> putFirst(entries, it));
    book.tokens().stream().map(AccountEntry::of).forEach(it -> putFirst(entries, it));
    book.gone().stream().map(AccountEntry::of).forEach(it -> putFirst(entries, it));
    return entries;
  }

  private static void putFirst(Map<String, AccountEntry> entries, AccountEntry entry) {
    entries.putIfAbsent(entry.name(), entry);
  }

  private void hear(AccountEntry its) {
    AccountEntry own = here.get(its.name());
    if (own == null || its.holdsAgainst(own)) {
      take(its);
    } else if (its.stamp().isNewerThan(own.stamp())) {
      put(above(own, its.version()));
    }
  }

  /** The same in a version above that one. A token has one version only, and is never newer. */
  private static AccountEntry above(AccountEntry own, long version) {
    return own.account()
        .map(it -> AccountEntry.of(it.above(version)))
        .or(() -> own.removed().map(it -> AccountEntry.of(it.above(version))))
        .orElse(own);
  }

  private void take(AccountEntry its) {
    AccountBook more = book.with(its);
    // Removals always have room: they make some.
    boolean isRoom = its.removed().isPresent() || size(more) <= Math.max(MOST, size(book));
    if (!isRoom) {
      refused.put(its.name(), "there are %d users and tokens already".formatted(MOST));
    } else if (!book.administrators().isEmpty() && more.administrators().isEmpty()) {
      keepLastAdministrator(its);
    } else {
      put(its);
    }
  }

  private void put(AccountEntry entry) {
    here.put(entry.name(), entry);
    book = book.with(entry);
  }

  private void keepLastAdministrator(AccountEntry its) {
    refused.put(its.name(), "it would leave no administrator");
    Optional<Removed> removal = its.removed();
    if (removal.isPresent() && isOlderThanAnother(its.stamp(), its.name())) {
      Account last = book.administrators().get(0);
      put(AccountEntry.of(last.after(removal.get())));
    }
  }

  private boolean isOlderThanAnother(Stamp removal, String name) {
    List<Removed> others = book.gone().stream().filter(it -> !it.name().equals(name)).toList();
    return others.stream()
        .filter(Removed::ofAccount)
        .anyMatch(it -> AccountEntry.of(it).stamp().isNewerThan(removal));
  }

  private static int size(AccountBook book) {
    return book.accounts().size() + book.tokens().size();
  }
}
