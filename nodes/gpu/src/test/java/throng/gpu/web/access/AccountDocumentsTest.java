package throng.gpu.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.counts.replica.Documents.Offered;
import throng.actors.counts.replica.Stamp;
import throng.gpu.web.access.AccountBook.Removed;

/** Users and tokens of two nodes. */
class AccountDocumentsTest {
  private static final String HASH = Accounts.hash("correct horse battery");

  @TempDir private Path folder;
  private Accounts a = Accounts.open(Optional.empty());
  private Accounts b = Accounts.open(Optional.empty());

  @BeforeEach
  void keepThem() {
    a = Accounts.open(Optional.of(folder.resolve("a")));
    b = Accounts.open(Optional.of(folder.resolve("b")));
  }

  private static Map<String, String> copy(Accounts from, Accounts to) throws Exception {
    AccountDocuments its = new AccountDocuments(from);
    Map<String, Offered> offered = new LinkedHashMap<>();
    its.stamps()
        .forEach(
            (name, stamp) -> offered.put(name, new Offered(stamp, its.text(name).orElseThrow())));
    return new AccountDocuments(to).take(offered);
  }

  @Test
  void aUserWhoWasMadeAtOneNodeIsOneAtTheOther() throws Exception {
    a.add("ada", Role.OPERATOR, List.of("lobby/*"));
    a.setHash("ada", HASH);
    b.add("eve", Role.ADMIN, List.of());
    String token = a.addToken("wall", Role.VIEWER, List.of());

    assertThat(copy(a, b)).isEmpty();

    assertThat(b.all()).extracting(Account::name).containsExactlyInAnyOrder("ada", "eve");
    assertThat(b.book().account("ada")).isEqualTo(a.book().account("ada"));
    assertThat(b.tokens()).extracting(Token::sha256).containsExactly(Digest.sha256(token));
    assertThat(Accounts.open(Optional.of(folder.resolve("b"))).all()).hasSize(2);
  }

  @Test
  void whoWasRemovedAtOneNodeIsNoUserOfTheOtherAndDoesNotComeBack() throws Exception {
    a.add("root", Role.ADMIN, List.of());
    a.add("ada", Role.ADMIN, List.of());
    a.addToken("wall", Role.VIEWER, List.of());
    copy(a, b);

    b.remove("ada");
    b.removeToken(b.tokens().get(0).id());
    copy(a, b);
    assertThat(b.all()).extracting(Account::name).containsExactly("root");
    copy(b, a);

    assertThat(a.all()).extracting(Account::name).containsExactly("root");
    assertThat(a.tokens()).isEmpty();
    a.add("ada", Role.VIEWER, List.of());
    copy(a, b);
    assertThat(b.book().account("ada")).map(Account::role).contains(Role.VIEWER);
  }

  @Test
  void whoWasRemovedDoesNotComeBackByChangesAtANodeThatHasNotHeardOfIt() throws Exception {
    a.add("root", Role.ADMIN, List.of());
    a.add("ada", Role.ADMIN, List.of());
    copy(a, b);
    b.setHash("ada", HASH);
    b.setHash("ada", HASH);
    a.remove("ada");
    b.setHash("ada", HASH);

    copy(b, a);
    copy(a, b);

    assertThat(a.all()).extracting(Account::name).containsExactly("root");
    assertThat(b.all()).extracting(Account::name).containsExactly("root");
  }

  @Test
  void aNameCanBeMadeAndRemovedAsOftenAsOneLikes() throws Exception {
    a.add("root", Role.ADMIN, List.of());
    for (int i = 0; i < 50; i++) {
      a.add("ada", Role.VIEWER, List.of());
      a.remove("ada");
    }
    a.add("ada", Role.VIEWER, List.of());

    copy(a, b);

    AccountDocuments its = new AccountDocuments(a);
    assertThat(its.stamps().getOrDefault("account/ada", Stamp.NONE).version())
        .isLessThan(its.highest(0));
    assertThat(b.book().account("ada")).isPresent();
  }

  @Test
  void theLaterPasswordHoldsAlsoWhereTheOtherOneWasChangedMoreOften() throws Exception {
    a.add("ada", Role.ADMIN, List.of());
    copy(a, b);
    for (int i = 0; i < 3; i++) {
      a.setHash("ada", "");
    }
    long last = a.book().account("ada").orElseThrow().version();
    while (b.millis() <= last) {
      Thread.onSpinWait();
    }
    b.setHash("ada", HASH);

    copy(a, b);
    copy(b, a);

    assertThat(a.book().account("ada")).map(Account::hash).contains(HASH);
  }

  @Test
  void theLaterPasswordHolds() throws Exception {
    a.add("ada", Role.ADMIN, List.of());
    copy(a, b);
    b.setHash("ada", HASH);

    copy(a, b);
    copy(b, a);

    assertThat(a.book().account("ada")).map(Account::hash).contains(HASH);
  }

  @Test
  void looksAtAllOnceUntilOneOfThemChanges() {
    a.add("ada", Role.ADMIN, List.of());
    AccountDocuments its = new AccountDocuments(a);
    Map<String, Stamp> stamps = its.stamps();

    assertThat(its.text("account/ada")).isPresent();
    assertThat(its.stamps()).isSameAs(stamps);
    a.add("eve", Role.ADMIN, List.of());
    assertThat(its.stamps()).hasSize(2);
    assertThat(its.text("account/eve")).isPresent();
    a.remove("ada");
    assertThat(its.text("account/ada").orElseThrow()).contains("\"removed\"");
  }

  @Test
  void ofMoreThanThereMayBeItRefusesUsersByNameAndNoRemoval() throws Exception {
    Accounts there = Accounts.open(Optional.empty());
    there.merge(
        book ->
            withUsers(book, "there", 300).without(new Removed("token/old", 7, Optional.empty())));
    Accounts here = Accounts.open(Optional.empty());
    here.merge(book -> withUsers(book, "here", 9_800));

    Map<String, String> refused = copy(there, here);

    assertThat(here.all()).hasSize(10_000);
    assertThat(refused).hasSize(100).containsKey("account/there299");
    assertThat(here.book().removal("token/old")).map(Removed::version).contains(7L);
    here.merge(
        book -> book.without(new Removed("account/here0", Long.MAX_VALUE, Optional.empty())));
    assertThat(copy(there, here)).hasSize(99);
  }

  private static AccountBook withUsers(AccountBook book, String name, int count) {
    List<Account> all = new ArrayList<>(book.accounts());
    for (int i = 0; i < count; i++) {
      all.add(new Account(name + i, Role.VIEWER, List.of(), "", 1, Optional.empty()));
    }
    return new AccountBook(all, book.tokens(), book.invitations(), book.removed());
  }

  @Test
  void aLinkSignsInNobodyWhoGotTheNameLater() throws Exception {
    a.add("root", Role.ADMIN, List.of());
    a.add("ada", Role.VIEWER, List.of());
    copy(a, b);
    String code = b.invite("ada");
    String before = b.invite("root");
    a.remove("ada");
    a.add("ada", Role.ADMIN, List.of());
    copy(a, b);

    assertThat(b.accept(code)).isEmpty();
    assertThat(b.accept(before)).map(Account::name).contains("root");
  }

  @Test
  void aLinkOfAnOldFileHolds() throws Exception {
    Path old = Files.createDirectories(folder.resolve("old"));
    Files.writeString(
        old.resolve("accounts.json"),
        """
        {"accounts":[{"name":"ada","role":"admin","cameras":[],"hash":"","version":5}],"tokens":[],
         "invitations":[{"account":"ada","sha256":"%s","expiresMillis":%d}]}\
        """
            .formatted(Digest.sha256("code"), Long.MAX_VALUE));

    assertThat(Accounts.open(Optional.of(old)).accept("code")).map(Account::name).contains("ada");
  }

  @Test
  void writesNothingWhereNothingIsTaken() throws Exception {
    a.add("ada", Role.ADMIN, List.of());
    copy(a, b);
    Path file = folder.resolve("b").resolve("accounts.json");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));

    copy(a, b);

    assertThat(Files.getLastModifiedTime(file).toMillis()).isEqualTo(1_000);
  }

  @Test
  void linksThatSignInOnceStayWithTheirNode() throws Exception {
    a.add("ada", Role.ADMIN, List.of());
    String code = a.invite("ada");
    copy(a, b);

    assertThat(b.accept(code)).isEmpty();
    assertThat(a.accept(code)).isPresent();
  }

  @Test
  void refusesWhatCanBeNoUser() throws Exception {
    a.add("ada", Role.ADMIN, List.of());
    AccountDocuments its = new AccountDocuments(a);
    Stamp stamp = its.stamps().values().iterator().next();
    String text = its.text("account/ada").orElseThrow();

    for (String lie :
        List.of(
            text.replace("\"hash\":\"\"", "\"hash\":\"$argon2id$v=19$m=1048576,t=9,p=9$aa$aa\""),
            text.replace("\"version\":", "\"version\":1"),
            text.replace("\"cameras\":[]", "\"cameras\":[\"x\"]"),
            text.replace("\"ada\"", "\"bob\""),
            text.replace("\"admin\"", "\"god\""),
            "{}",
            "[")) {
      assertThat(lie).isNotEqualTo(text);
      Map<String, Offered> offered = Map.of("account/ada", new Offered(stamp, lie));
      assertThat(new AccountDocuments(b).take(offered)).as(lie).hasSize(1);
    }
    assertThat(b.isEmpty()).isTrue();
  }

  @Test
  void readsAFileOfANodeThatHadNobodyInCommonWithOthers() throws Exception {
    Path old = Files.createDirectories(folder.resolve("old"));
    Files.writeString(
        old.resolve("accounts.json"), "{\"accounts\":[],\"tokens\":[],\"invitations\":[]}");

    assertThat(Accounts.open(Optional.of(old)).isEmpty()).isTrue();
  }

  @Test
  void takesAHashAsItMakesThem() {
    assertThat(PasswordHashes.isHash(HASH)).isTrue();
  }
}
