package throng.actors.counts.calibration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import throng.actors.counts.Network;
import throng.streams.file.CsvCell;

/**
 * What is known of one camera's counts, network by network, and what was accepted of it.
 *
 * @param pairs the pictures that somebody has counted, in that order
 * @param accepted what counts are multiplied by since somebody has said yes; empty: nothing
 */
public record Calibration(List<CountPair> pairs, Optional<Accepted> accepted) {
  /** Of a camera that nobody has calibrated. */
  public static final Calibration NONE = new Calibration(List.of(), Optional.empty());

  private static final int MOST_PAIRS = 500;

  public Calibration {
    pairs = List.copyOf(pairs);
    if (pairs.size() > MOST_PAIRS) {
      throw new IllegalArgumentException(
          "A camera keeps at most %d counted pictures: delete some first.".formatted(MOST_PAIRS));
    }
  }

  /**
   * A correction that somebody has accepted.
   *
   * @param network for whose counts; for another's it is not in force until it is confirmed
   * @param millis when, since 1970-01-01 UTC
   */
  public record Accepted(Correction correction, Network network, long millis) {}

  /** With a further picture that somebody has counted. */
  public Calibration with(long millis, Network network, double people, double counted) {
    long number = pairs.stream().mapToLong(CountPair::number).max().orElse(0) + 1;
    List<CountPair> more = new ArrayList<>(pairs);
    more.add(new CountPair(number, millis, network, people, counted));
    return new Calibration(more, accepted);
  }

  /**
   * Without one of them; what was accepted stays.
   *
   * @throws IllegalArgumentException in a sentence, if there is none of this number
   */
  public Calibration without(long number) {
    List<CountPair> rest = pairs.stream().filter(pair -> pair.number() != number).toList();
    if (rest.size() == pairs.size()) {
      throw new IllegalArgumentException("There is no counted picture " + number + ".");
    }
    return new Calibration(rest, accepted);
  }

  /** Without any of them; what was accepted stays. */
  public Calibration withoutPairs() {
    return new Calibration(List.of(), accepted);
  }

  /** How far a network's counts are off; empty: nobody has counted any of its pictures. */
  public Optional<CountError> error(Network network) {
    return CountError.of(
        pairs.stream().filter(pair -> pair.network().countsLike(network)).toList());
  }

  /**
   * With the correction in force that a network's pairs propose.
   *
   * @throws IllegalArgumentException in a sentence, if they propose none, as one without its
   *     interval is a guess
   */
  public Calibration accept(Network network, long millis) {
    Optional<CountError> error = error(network);
    Correction correction =
        error
            .flatMap(CountError::proposed)
            .orElseThrow(() -> nothingToAccept(error.map(CountError::ratios).orElse(0)));
    return new Calibration(pairs, Optional.of(new Accepted(correction, network, millis)));
  }

  private static IllegalArgumentException nothingToAccept(int ratios) {
    int lacking = CountError.LEAST_FOR_INTERVAL - ratios;
    return new IllegalArgumentException(
        lacking > 0
            ? "There is nothing to accept: count the people of %d more %s first, with somebody in it."
                .formatted(lacking, lacking == 1 ? "picture" : "pictures")
            : "There is nothing to accept: the counted pictures propose no factor that could be"
                + " meant.");
  }

  /**
   * With what was accepted of another network in force for this one too.
   *
   * @throws IllegalArgumentException in a sentence, if nothing was accepted
   */
  public Calibration confirm(Network network, long millis) {
    Correction correction =
        accepted
            .map(Accepted::correction)
            .orElseThrow(
                () -> new IllegalArgumentException("There is no factor that could be confirmed."));
    return new Calibration(pairs, Optional.of(new Accepted(correction, network, millis)));
  }

  /** With nothing in force. */
  public Calibration revoke() {
    return new Calibration(pairs, Optional.empty());
  }

  /** What is in force for a network's counts. */
  public Correction correction(Network network) {
    return accepted
        .filter(it -> it.network().countsLike(network))
        .map(Accepted::correction)
        .orElse(Correction.NONE);
  }

  /** Whether what was accepted waits to be confirmed, since another network counts now. */
  public boolean needsConfirmation(Network network) {
    return accepted.isPresent() && !accepted.get().network().countsLike(network);
  }

  /** All pairs as a CSV file: RFC 4180, times in UTC. */
  public String csv() {
    StringBuilder csv = new StringBuilder("number,time,network,network_version,people,counted\r\n");
    for (CountPair pair : pairs) {
      csv.append(pair.number())
          .append(',')
          .append(Instant.ofEpochMilli(pair.millis()).truncatedTo(ChronoUnit.SECONDS))
          .append(',')
          .append(CsvCell.of(pair.network().name()))
          .append(',')
          .append(CsvCell.of(pair.network().version()))
          .append(',')
          .append(pair.people())
          .append(',')
          .append(pair.counted())
          .append("\r\n");
    }
    return csv.toString();
  }
}
