package throng.actors.counts.past;

import akka.Done;
import akka.util.ByteString;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import throng.actors.counts.AlertEvent;
import throng.actors.counts.CamerasSeen;
import throng.actors.counts.History;
import throng.actors.counts.Series;
import throng.streams.frame.CameraId;

/**
 * The past of all nodes, as one who asks for it sees it. Every question goes to all nodes at once
 * and waits for a bounded time; a node that has not answered one of them is asked no more, and is
 * {@link #missing}. One thread at a time.
 */
public final class SitePast implements History {
  /** Alerts of one millisecond, as where a switch fails: the page before may have told of them. */
  private static final int AT_ONCE = 256;

  private final History own;
  private final OtherNodes others;
  private final Set<String> missing = new TreeSet<>();

  SitePast(History own, OtherNodes others) {
    this.own = own;
    this.others = others;
  }

  /** The nodes that did not answer so far: what they counted is not in the answers. */
  public List<String> missing() {
    return List.copyOf(missing);
  }

  /** Asks all nodes whether they answer, where nothing else does. */
  public void lookForNodes() throws IOException {
    Boolean unused = ask(new PresenceQuestion());
  }

  private <A> A ask(PastQuestion<A> question) throws IOException {
    List<A> answers = new ArrayList<>();
    answers.add(question.answer(own));
    answers.addAll(askOthers(question));
    return question.together(answers);
  }

  private <A> List<A> askOthers(PastQuestion<A> question) {
    List<A> answers = new ArrayList<>();
    for (OtherNodes.Reply reply : others.ask(PastBytes.of(question), present())) {
      read(question, reply, answers);
    }
    return answers;
  }

  private List<String> present() {
    return others.names().stream().filter(name -> !missing.contains(name)).toList();
  }

  private <A> void read(PastQuestion<A> question, OtherNodes.Reply reply, List<A> answers) {
    try {
      ByteString bytes =
          reply.bytes().orElseThrow(() -> new IOException(reply.node() + " does not answer"));
      answers.add(PastBytes.answer(question, bytes));
    } catch (IOException e) {
      missing.add(reply.node());
    }
  }

  private boolean isAlone() {
    return others.equals(OtherNodes.NONE);
  }

  @Override
  public List<Point> read(Series series, long from, long to, long step, ZoneId zone)
      throws IOException {
    return ask(new PointsQuestion(series, from, to, step, zone));
  }

  @Override
  public List<Peak> peaks(Series series, long from, long to, ZoneId zone) throws IOException {
    return ask(new PeaksQuestion(series, from, to, zone));
  }

  @Override
  public List<WeekHour> week(Series series, long from, long to, ZoneId zone) throws IOException {
    return ask(new WeekQuestion(series, from, to, zone));
  }

  @Override
  public List<Compared> compared(Series series, LocalDate any, ZoneId zone) throws IOException {
    if (isAlone()) {
      return own.compared(series, any, zone);
    }
    LocalDate monday = any.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    Map<Integer, Double> week = means(series, monday, zone);
    Map<Integer, Double> before = means(series, monday.minusWeeks(1), zone);
    List<Compared> compared = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      for (int hour = 0; hour < 24; hour++) {
        int key = WeekQuestion.key(day, hour);
        compared.add(new Compared(day, hour, mean(week, key), mean(before, key)));
      }
    }
    return compared;
  }

  private Map<Integer, Double> means(Series series, LocalDate monday, ZoneId zone)
      throws IOException {
    long from = monday.atStartOfDay(zone).toEpochSecond();
    long to = monday.plusWeeks(1).atStartOfDay(zone).toEpochSecond();
    Map<Integer, Double> means = new HashMap<>();
    week(series, from, to, zone)
        .forEach(it -> means.put(WeekQuestion.key(it.day(), it.hour()), it.mean()));
    return means;
  }

  private static OptionalDouble mean(Map<Integer, Double> means, int key) {
    Double mean = means.get(key);
    return mean == null ? OptionalDouble.empty() : OptionalDouble.of(mean);
  }

  @Override
  public List<Kept> kept() throws IOException {
    return ask(new KeptQuestion());
  }

  /**
   * As every node has them. A node that stops answering on the way ends the stream with an {@link
   * java.io.UncheckedIOException}: what is cut short is not to look whole.
   */
  @Override
  public Stream<Row> rows(List<Series> series, long from, long to, long step) throws IOException {
    List<RemoteRows> remote = new ArrayList<>();
    for (String node : present()) {
      remote.add(new RemoteRows(others, node, series, from, to, step));
    }
    Stream<Row> here = own.rows(series, from, to, step);
    return remote.isEmpty() ? here : MergedRows.of(here, remote, step);
  }

  @Override
  public List<PastAlert> alerts(
      long fromMillis, long toMillis, long before, int most, CamerasSeen sees) throws IOException {
    if (isAlone()) {
      return own.alerts(fromMillis, toMillis, before, most, sees);
    }
    long until = Math.min(toMillis, SiteNumber.endMillis(before));
    return withBegins(
        newestAlerts(fromMillis, until, most + AT_ONCE, sees).stream()
            .filter(it -> it.number() < before)
            .limit(most)
            .toList());
  }

  @Override
  public List<PastAlert> newestAlerts(long fromMillis, long toMillis, int most, CamerasSeen sees)
      throws IOException {
    List<PastAlert> all = ask(new AlertsQuestion(fromMillis, toMillis, most, sees));
    return all.subList(0, Math.min(most, all.size()));
  }

  /** An alert may have begun at one node and ended at another, where its camera went. */
  private List<PastAlert> withBegins(List<PastAlert> alerts) throws IOException {
    List<String> ids =
        alerts.stream().filter(SitePast::lacksBegin).map(it -> it.event().id()).toList();
    if (ids.isEmpty()) {
      return alerts;
    }
    Map<String, Long> began = began(ids);
    return alerts.stream().map(it -> lacksBegin(it) ? withBegin(it, began) : it).toList();
  }

  private static boolean lacksBegin(PastAlert past) {
    return past.event().kind() == AlertEvent.Kind.RESOLVED && past.beganMillis().isEmpty();
  }

  private static PastAlert withBegin(PastAlert past, Map<String, Long> began) {
    Long millis = began.get(past.event().id());
    return millis == null
        ? past
        : new PastAlert(past.number(), past.event(), OptionalLong.of(millis));
  }

  @Override
  public Map<String, Long> began(List<String> ids) throws IOException {
    return ask(new BeganQuestion(ids));
  }

  /** At all nodes; waits. Fails with a {@link MissingNodesException} where one did not answer. */
  @Override
  public CompletionStage<Done> erase(CameraId camera) {
    EraseQuestion question = new EraseQuestion(camera);
    // They are asked also where this one cannot do it yet.
    List<Boolean> unused = askOthers(question);
    Optional<IOException> here = failure(question);
    // Nobody tries again at a node that is missing, as this one does by itself.
    Optional<IOException> any =
        missing.isEmpty() ? here : Optional.of(new MissingNodesException(missing()));
    return any.<CompletionStage<Done>>map(CompletableFuture::failedFuture)
        .orElseGet(() -> CompletableFuture.completedFuture(Done.getInstance()));
  }

  private Optional<IOException> failure(EraseQuestion question) {
    try {
      Boolean unused = question.answer(own);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  @Override
  public Keeping keeping() {
    return own.keeping();
  }

  @Override
  public boolean isFailing() {
    return own.isFailing();
  }

  @Override
  public boolean isFull() {
    return own.isFull();
  }

  @Override
  public long droppedRows() {
    return own.droppedRows();
  }
}
