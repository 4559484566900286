package throng.gpu.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.actors.counts.replica.Documents.Offered;
import throng.actors.counts.replica.Stamp;
import throng.gpu.web.access.AccountBook.Removed;

/** What two nodes come to that changed the same users while they did not hear each other. */
class AccountMergeTest {
  private static final String HASH = "";

  @TempDir private Path folder;
  private final Accounts a = Accounts.open(Optional.empty());
  private final Accounts b = Accounts.open(Optional.empty());

  private static Map<String, String> tell(Accounts from, Accounts to) throws Exception {
    AccountDocuments its = new AccountDocuments(from);
    Map<String, Offered> offered = new LinkedHashMap<>();
    its.stamps()
        .forEach(
            (name, stamp) -> offered.put(name, new Offered(stamp, its.text(name).orElseThrow())));
    return new AccountDocuments(to).take(offered);
  }

  private static List<String> names(Accounts accounts) {
    return accounts.all().stream().map(Account::name).sorted().toList();
  }

  /** As at a node that changes a password so much later. */
  private static void changeLater(Accounts at, String name, Duration later) {
    at.merge(
        book ->
            book.with(
                book.account(name).orElseThrow().withHash(HASH, at.millis() + later.toMillis())));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoWasRemovedStaysSoHoweverLateACutOffNodeChangesThem(boolean isCutOffHeardFirst)
      throws Exception {
    a.add("root", Role.ADMIN, List.of());
    a.add("ada", Role.VIEWER, List.of());
    tell(a, b);
    a.remove("ada");
    changeLater(b, "ada", Duration.ofDays(300));

    if (isCutOffHeardFirst) {
      tell(b, a);
    }
    tell(a, b);
    tell(b, a);
    tell(a, b);

    assertThat(names(a)).containsExactly("root");
    assertThat(names(b)).containsExactly("root");
    assertThat(stamps(a)).isEqualTo(stamps(b));
  }

  @Test
  void aNodeThatHasHeardOfARemovalHasTheNewerDocumentThanTheOneThatHasNot() throws Exception {
    a.add("root", Role.ADMIN, List.of());
    a.add("ada", Role.VIEWER, List.of());
    tell(a, b);
    a.remove("ada");
    changeLater(b, "ada", Duration.ofDays(300));

    tell(b, a);

    assertThat(stamp(a).isNewerThan(stamp(b))).isTrue();
  }

  @Test
  void whoGetsARemovedNameIsSomebodyElseWhomNoLateChangeOfTheFirstReplaces() throws Exception {
    a.add("root", Role.ADMIN, List.of());
    a.add("ada", Role.ADMIN, List.of());
    tell(a, b);
    a.remove("ada");
    a.add("ada", Role.VIEWER, List.of());
    changeLater(b, "ada", Duration.ofDays(300));

    tell(b, a);
    tell(a, b);

    assertThat(a.book().account("ada")).map(Account::role).contains(Role.VIEWER);
    assertThat(b.book().account("ada")).isEqualTo(a.book().account("ada"));
  }

  @Test
  void tokensThatComeAndGoCrowdOutNoRemovalOfAUser() {
    a.add("root", Role.ADMIN, List.of());
    a.add("ada", Role.VIEWER, List.of());
    a.remove("ada");

    a.merge(
        book -> {
          AccountBook after = book;
          for (int i = 0; i <= AccountBook.MOST_REMOVED; i++) {
            after = after.without(new Removed("token/" + i, i, Optional.empty()));
          }
          return after;
        });

    assertThat(a.book().removal("account/ada")).isPresent();
    assertThat(a.book().gone()).hasSize(AccountBook.MOST_REMOVED + 1);
    assertThat(a.book().removal("token/0")).isEmpty();
  }

  @Test
  void ofTooManyRemovalsAllNodesKeepTheSame() throws Exception {
    List<Removed> all = new ArrayList<>();
    for (int i = 0; i < AccountBook.MOST_REMOVED + 10; i++) {
      all.add(new Removed("token/" + i, 7, Optional.empty()));
    }
    List<Removed> backwards = new ArrayList<>(all);
    Collections.reverse(backwards);
    a.merge(book -> without(book, all));
    b.merge(book -> without(book, backwards));

    assertThat(stamps(a)).isEqualTo(stamps(b));
  }

  private static AccountBook without(AccountBook book, List<Removed> removals) {
    AccountBook after = book;
    for (Removed removal : removals) {
      after = after.without(removal);
    }
    return after;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofTwoAdministratorsWhoRemoveEachOtherOneStaysEverywhere(boolean isFirstHeardFirst)
      throws Exception {
    a.add("ada", Role.ADMIN, List.of());
    a.add("eve", Role.ADMIN, List.of());
    a.add("bob", Role.VIEWER, List.of());
    tell(a, b);
    a.remove("eve");
    // One that is removed in the millisecond in which they were made has a version of the next one.
    long removed = a.book().removal("account/eve").orElseThrow().version();
    while (b.millis() <= removed) {
      Thread.onSpinWait();
    }
    b.remove("ada");

    for (int i = 0; i < 3; i++) {
      tell(isFirstHeardFirst ? a : b, isFirstHeardFirst ? b : a);
      assertThat(a.book().administrators()).isNotEmpty();
      assertThat(b.book().administrators()).isNotEmpty();
      tell(isFirstHeardFirst ? b : a, isFirstHeardFirst ? a : b);
      assertThat(a.book().administrators()).isNotEmpty();
      assertThat(b.book().administrators()).isNotEmpty();
    }

    assertThat(names(a)).containsExactly("bob", "eve");
    assertThat(names(b)).containsExactly("bob", "eve");
    assertThat(stamps(a)).isEqualTo(stamps(b));
  }

  @Test
  void ofTwoAdministratorsAloneOneStaysToo() throws Exception {
    a.add("ada", Role.ADMIN, List.of());
    a.add("eve", Role.ADMIN, List.of());
    tell(a, b);
    a.remove("eve");
    b.remove("ada");

    for (int i = 0; i < 3; i++) {
      tell(a, b);
      tell(b, a);
    }

    assertThat(a.all()).hasSize(1);
    assertThat(b.all()).isEqualTo(a.all());
  }

  @Test
  void theLastAdministratorWaitsForWhoComesInTheirPlace() throws Exception {
    a.add("ada", Role.ADMIN, List.of());
    tell(a, b);
    b.add("eve", Role.ADMIN, List.of());
    b.remove("ada");
    Accounts removals = Accounts.open(Optional.empty());
    removals.merge(book -> book.without(b.book().gone().get(0)));

    assertThat(tell(removals, a)).containsEntry("account/ada", "it would leave no administrator");
    assertThat(names(a)).containsExactly("ada");
    assertThat(tell(b, a)).isEmpty();
    assertThat(names(a)).containsExactly("eve");
  }

  @Test
  void ofWhatWasWrittenBeforeItWasKeptWhenUsersAreMadeTheHigherVersionHolds() {
    AccountEntry removed =
        AccountEntry.of(new Removed(Removed.account("ada"), 100, Optional.empty()));
    AccountEntry anew =
        AccountEntry.of(new Account("ada", Role.VIEWER, List.of(), HASH, 101, Optional.empty()));

    assertThat(anew.holdsAgainst(removed)).isTrue();
    assertThat(removed.holdsAgainst(anew)).isFalse();
  }

  @Test
  void readsTheRemovalsOfAnOldFile() throws Exception {
    Files.writeString(
        folder.resolve("accounts.json"),
        """
        {"accounts":[{"name":"root","role":"admin","cameras":[],"hash":"","version":5}],"tokens":[],
         "invitations":[],"removed":[{"name":"account/ada","version":7}]}\
        """);
    Accounts old = Accounts.open(Optional.of(folder));
    b.add("eve", Role.ADMIN, List.of());
    b.merge(book -> book.with(new Account("ada", Role.VIEWER, List.of(), "", 6, Optional.empty())));

    tell(old, b);

    assertThat(names(b)).containsExactly("eve", "root");
  }

  private static Stamp stamp(Accounts accounts) {
    return new AccountDocuments(accounts).stamps().getOrDefault("account/ada", Stamp.NONE);
  }

  private static Map<String, ?> stamps(Accounts accounts) {
    return new AccountDocuments(accounts).stamps();
  }
}
