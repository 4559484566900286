package throng.actors.counts.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.util.ByteString;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a node takes of others' documents, and what not. */
class ReplicasTest {
  private final ReplicatedNodes nodes = new ReplicatedNodes();
  private final Texts a = new Texts("notes", false);
  private final Texts b = new Texts("notes", false);
  private final Texts secretA = new Texts("keys", true);
  private final Texts secretB = new Texts("keys", true);
  private final Replicas first = nodes.node("a", a, secretA);
  private final Replicas second = nodes.node("b", b, secretB);

  /** Documents in memory. */
  private static final class Texts implements Documents {
    final Map<String, String> texts = new LinkedHashMap<>();
    final Map<String, Stamp> stamps = new LinkedHashMap<>();
    private final String kind;
    private final boolean isSecret;
    int taken;
    String fails = "";
    boolean takesNonsense;

    Texts(String kind, boolean isSecret) {
      this.kind = kind;
      this.isSecret = isSecret;
    }

    void put(String name, long version, String text) {
      texts.put(name, text);
      stamps.put(name, Stamp.of(version, text));
    }

    @Override
    public String kind() {
      return kind;
    }

    @Override
    public boolean isSecret() {
      return isSecret;
    }

    @Override
    public Map<String, Stamp> stamps() {
      return new HashMap<>(stamps);
    }

    @Override
    public Optional<String> text(String name) {
      return Optional.ofNullable(texts.get(name));
    }

    @Override
    public Map<String, String> take(Map<String, Offered> offered) throws IOException {
      taken += offered.size();
      if (offered.values().stream().anyMatch(its -> its.text().equals(fails))) {
        throw new IllegalStateException("More than there may be");
      }
      Map<String, String> refused = new HashMap<>();
      offered.forEach(
          (name, its) -> {
            if (its.text().equals("nonsense") && !takesNonsense) {
              refused.put(name, "it is nonsense");
            } else {
              put(name, its.stamp().version(), its.text());
            }
          });
      return refused;
    }
  }

  @Test
  void takesWhatAnotherNodeHasInAHigherVersionAndKeepsItsOwnElse() {
    a.put("door", 3, "newer");
    b.put("door", 2, "older");
    a.put("hall", 1, "older");
    b.put("hall", 4, "newer");

    nodes.pull();

    assertThat(b.texts).containsEntry("door", "newer").containsEntry("hall", "newer");
    assertThat(a.texts).isEqualTo(b.texts);
  }

  @Test
  void comesToTheSameWhereTwoNodesMadeAVersionAtOnce() {
    a.put("door", 1, "this");
    b.put("door", 1, "that");

    nodes.pull();
    nodes.pull();

    assertThat(a.texts).isEqualTo(b.texts);
  }

  @Test
  void getsAllOnceItComesBack() {
    nodes.away("b", true);
    for (int i = 0; i < 600; i++) {
      a.put("camera-" + i, 1, "x".repeat(10_000));
    }
    nodes.pull();
    assertThat(b.texts).isEmpty();

    nodes.away("b", false);
    for (int i = 0; i < 2; i++) {
      nodes.pull();
    }

    assertThat(b.texts).hasSize(600);
  }

  @Test
  void asksNoFurtherWhereAllHaveTheSame() {
    a.put("door", 1, "text");
    nodes.pull();
    nodes.asked.clear();

    nodes.pull();

    assertThat(nodes.asked).hasSize(2);
  }

  @Test
  void sendsSecretsOverEncryptedLinksOnly() {
    secretA.put("ada", 1, "hash");
    a.put("door", 1, "text");
    first.linked(false);

    nodes.pull();

    assertThat(b.texts).containsKey("door");
    assertThat(secretB.texts).isEmpty();
    first.linked(true);
    second.linked(false);
    nodes.pull();
    assertThat(secretB.texts).isEmpty();
    second.linked(true);
    nodes.pull();
    assertThat(secretB.texts).containsEntry("ada", "hash");
  }

  @Test
  void fetchesWhatItRefusesOnce() {
    a.put("door", 1, "nonsense");

    nodes.pull();
    nodes.pull();

    assertThat(b.taken).isEqualTo(1);
    a.put("door", 2, "sense");
    nodes.pull();
    assertThat(b.texts).containsEntry("door", "sense");
  }

  @Test
  void believesNoVersionThatNoChangeWouldGetBeyond() {
    b.put("door", 5, "ours");
    a.put("door", Long.MAX_VALUE, "theirs");
    a.put("hall", Documents.MOST_AHEAD + 1, "theirs");

    second.pull();

    assertThat(b.texts).isEqualTo(Map.of("door", "ours"));
  }

  @Test
  void takesNoDocumentAboveItsSizeAndNotMoreThanThereMayBeTogether() {
    a.put("large", 1, "x".repeat(Pull.MOST_DOCUMENT + 1));
    for (int i = 0; i < 40; i++) {
      a.put("camera-" + i, 1, "x".repeat(1 << 20));
    }
    for (int i = 0; i < 40; i++) {
      second.pull();
    }

    assertThat(b.texts).doesNotContainKey("large").hasSize(32);
  }

  @Test
  void takesNoTextThatIsLongerThanWasTold() {
    a.put("door", 1, "x".repeat(5_000_000));
    a.stamps.put("door", new Stamp(1, 7, 10));

    second.pull();

    assertThat(b.texts).isEmpty();
  }

  @Test
  void takesNothingOfAnAnswerThatIsNone() {
    a.put("door", 1, "text");
    nodes.lie = answer -> answer.take(answer.size() - 1);

    second.pull();

    assertThat(b.texts).isEmpty();
  }

  @Test
  void oneNodesDocumentsThatCannotBeTakenKeepNeitherItsOtherKindsNorOtherNodesOut() {
    a.put("door", 1, "too many");
    secretA.put("ada", 1, "hash");
    b.put("hall", 1, "text");
    Texts notes = new Texts("notes", false);
    Texts keys = new Texts("keys", true);
    notes.fails = "too many";
    Replicas third = nodes.node("c", notes, keys);

    third.pull();

    assertThat(keys.texts).containsEntry("ada", "hash");
    assertThat(notes.texts).isEqualTo(Map.of("hall", "text"));
  }

  @Test
  void asksForManyDocumentsInQuestionsThatALinkCarries() {
    String longest = "ш".repeat(128);
    for (int i = 0; i < 3_000; i++) {
      a.put(longest + i, 1, "{}");
    }

    second.pull();

    assertThat(b.texts).hasSize(3_000);
    assertThat(nodes.asked).allMatch(it -> it.size() < 200 << 10);
  }

  @Test
  void asksForFewAtOnceOfANodeThatTellsOfManyWithoutBytes() {
    for (int i = 0; i < 3_000; i++) {
      a.stamps.put("n" + i, new Stamp(1, 7, 0));
    }

    second.pull();

    assertThat(nodes.asked).allMatch(it -> it.size() < 10_000);
  }

  @Test
  void takesWhatItHadNoRoomForOnceThereIsSome() {
    a.put("door", 1, "nonsense");
    nodes.pull();
    b.takesNonsense = true;

    for (int i = 0; i < 59; i++) {
      nodes.pull();
    }
    assertThat(b.texts).isEmpty();
    nodes.pull();

    assertThat(b.texts).containsEntry("door", "nonsense");
    assertThat(b.taken).isEqualTo(2);
  }

  @Test
  void asksForNoMoreOfAKindThatCannotBeTakenNow() {
    for (int i = 0; i < 600; i++) {
      a.put("camera-" + i, 1, "x".repeat(10_000));
    }
    secretA.put("ada", 1, "hash");
    b.fails = "x".repeat(10_000);

    second.pull();

    assertThat(nodes.asked).hasSize(3);
    assertThat(secretB.texts).containsEntry("ada", "hash");
    b.fails = "";
    second.pull();
    assertThat(b.texts).hasSize(600);
  }

  @Test
  void answersNoOtherQuestion() {
    ByteString other = ByteString.fromArray(new byte[] {1, 0, 0});

    assertThat(Replicas.isAsked(other)).isFalse();
    assertThat(Replicas.isAsked(ByteString.emptyByteString())).isFalse();
    ByteString cut = ByteString.fromArray(new byte[] {ReplicaBytes.STAMPS, 0});
    assertThatThrownBy(() -> first.answer(cut).toCompletableFuture().join())
        .hasRootCauseInstanceOf(IOException.class);
  }
}
