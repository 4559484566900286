package throng.gpu.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
  @TempDir Path folder = Path.of(".");

  @Test
  void theFirstAccountComesWithItsPasswordInOneWrite() throws Exception {
    Accounts accounts = Accounts.open(Optional.of(folder));

    List<String> written = writtenBy(() -> accounts.addFirst("ada", "a hash"));

    assertThat(written).filteredOn("accounts.json"::equals).hasSize(1);
    assertThat(Accounts.open(Optional.of(folder)).all())
        .singleElement()
        .matches(it -> it.hash().equals("a hash"));
  }

  @Test
  void aNewUserComesWithTheirLinkInOneWrite() throws Exception {
    Accounts accounts = Accounts.open(Optional.of(folder));

    List<String> written =
        writtenBy(() -> accounts.addInvited("ada", Role.VIEWER, List.of("lobby/*")));

    assertThat(written).filteredOn("accounts.json"::equals).hasSize(1);
  }

  @Test
  void aNewUsersCodeSignsThemInOnce() {
    Accounts accounts = Accounts.open(Optional.empty());

    String code = accounts.addInvited("ada", Role.VIEWER, List.of("lobby/*"));

    assertThat(accounts.accept(code)).map(Account::name).contains("ada");
    assertThat(accounts.accept(code)).isEmpty();
  }

  @Test
  void theFirstAccountSignsInAsItIsKeptWhereItsNameWasRemovedBefore() {
    Accounts accounts = Accounts.open(Optional.empty());
    accounts.add("ada", Role.VIEWER, List.of());
    accounts.remove("ada");
    long ahead = accounts.millis() + 90_000_000_000L;
    accounts.merge(
        book ->
            book.without(
                new AccountBook.Removed(
                    AccountBook.Removed.account("ada"), ahead, Optional.empty())));

    Account first = accounts.addFirst("ada", "a hash");

    assertThat(accounts.book().account("ada")).contains(first);
  }

  @Test
  void otherNodesTakeWhomAListMakesAndNobodyElseIsChanged() {
    Accounts accounts = Accounts.open(Optional.empty());
    Account ada = accounts.add("ada", Role.ADMIN, List.of(), "a hash");
    AccountBook there = accounts.book();

    Map<String, String> codes =
        accounts.take(
            List.of(
                new ListedUser("ada", Role.VIEWER, List.of("lobby/*")),
                new ListedUser("eve", Role.VIEWER, List.of())),
            () -> {});

    AccountBook merged =
        AccountMerge.merged(there, AccountMerge.entries(accounts.book()), new LinkedHashMap<>());
    assertThat(codes).containsOnlyKeys("eve");
    assertThat(merged.accounts()).isEqualTo(accounts.all());
    assertThat(merged.account("ada")).contains(ada);
  }

  @Test
  void othersComeInAndAreChangedWhileTheRestOfAListIsTaken() {
    Accounts accounts = Accounts.open(Optional.of(folder));
    String code = accounts.addInvited("ada", Role.ADMIN, List.of());
    List<ListedUser> users =
        List.of(
            new ListedUser("eve", Role.VIEWER, List.of()),
            new ListedUser("bob", Role.VIEWER, List.of()));

    Map<String, String> codes =
        accounts.take(
            users,
            () -> {
              CompletableFuture<Optional<Account>> came =
                  CompletableFuture.supplyAsync(() -> accounts.accept(code));
              assertThat(came).succeedsWithin(Duration.ofSeconds(3));
              assertThat(came.join()).map(Account::name).contains("ada");
              CompletableFuture<Account> made =
                  CompletableFuture.supplyAsync(
                      () -> accounts.add("eve", Role.OPERATOR, List.of("lobby/*")));
              assertThat(made).succeedsWithin(Duration.ofSeconds(3));
            });

    assertThat(codes).containsOnlyKeys("bob");
    assertThat(accounts.book().account("eve")).map(Account::role).contains(Role.OPERATOR);
    assertThat(accounts.accept(Objects.requireNonNull(codes.get("bob"))))
        .map(Account::name)
        .contains("bob");
  }

  @Test
  void aListsUserWhoseNameWasRemovedBeforeIsSomebodyElse() {
    Accounts accounts = Accounts.open(Optional.empty());
    accounts.add("eve", Role.VIEWER, List.of());
    accounts.remove("eve");
    AccountBook there = accounts.book();

    Map<String, String> codes =
        accounts.take(List.of(new ListedUser("eve", Role.VIEWER, List.of())), () -> {});

    AccountBook merged =
        AccountMerge.merged(there, AccountMerge.entries(accounts.book()), new LinkedHashMap<>());
    assertThat(merged.accounts()).isEqualTo(accounts.all()).hasSize(1);
    assertThat(accounts.book().gone()).isEmpty();
    assertThat(accounts.accept(Objects.requireNonNull(codes.get("eve"))))
        .map(Account::name)
        .contains("eve");
  }

  /** The names of what came into the folder, each as often as it came. */
  private List<String> writtenBy(Runnable work) throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      work.run();
      Files.createFile(folder.resolve("the end"));
      while (!names.contains("the end")) {
        WatchKey key = watch.take();
        for (WatchEvent<?> event : key.pollEvents()) {
          for (int i = 0; i < event.count(); i++) {
            names.add(String.valueOf(event.context()));
          }
        }
        key.reset();
      }
    }
    return names;
  }
}
