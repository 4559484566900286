package throng.actors.counts.alert;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times of the week at which an alert may begin, in a time zone.
 *
 * <p>A time that ends before it begins ends on the next day. Where clocks are set forth, a time in
 * the hour that is left out is the moment at which they are; where they are set back, a time that
 * comes twice begins with the first and ends with the second.
 */
public final class Schedule {
  /** At any time. */
  public static final Schedule ALWAYS = new Schedule("always", List.of(), ZoneOffset.UTC);

  private static final String RULE =
      "'%s' is no schedule: say always, or days, times and a time zone, such as Mon-Fri 07:00-22:00"
          + " Europe/Berlin, or Mon,Wed 22:00-06:00; Sat,Sun 00:00-24:00 Europe/Berlin.";
  private static final Pattern SPAN =
      Pattern.compile("([A-Za-z,-]+)\\s+(\\d\\d):(\\d\\d)-(\\d\\d):(\\d\\d)");
  private static final int DAY_MINUTES = 24 * 60;
  private static final int WEEK = 7;

  private final String text;
  private final List<Span> spans;
  private final ZoneId zone;

  private record Span(Set<DayOfWeek> days, int from, int to) {
    private LocalDate lastDay(LocalDate first) {
      return to <= from ? first.plusDays(1) : first;
    }
  }

  private Schedule(String text, List<Span> spans, ZoneId zone) {
    this.text = text;
    this.spans = spans;
    this.zone = zone;
  }

  /**
   * Reads {@code always}, or {@code DAYS HH:MM-HH:MM[; DAYS HH:MM-HH:MM …] ZONE}; days are such as
   * {@code Mon-Fri}, {@code Sat,Sun} or {@code daily}.
   *
   * @throws IllegalArgumentException in a sentence, if it is neither
   */
  public static Schedule parse(String text) {
    String stripped = text.strip();
    if (stripped.equals("always")) {
      return ALWAYS;
    }
    int beforeZone = stripped.lastIndexOf(' ');
    if (beforeZone < 0) {
      throw new IllegalArgumentException(RULE.formatted(text));
    }
    List<Span> spans = new ArrayList<>();
    for (String span : stripped.substring(0, beforeZone).split(";", -1)) {
      spans.add(span(span.strip(), text));
    }
    return new Schedule(stripped, spans, zone(stripped.substring(beforeZone + 1), text));
  }

  /** Whether an alert may begin at this moment. */
  public boolean contains(Instant moment) {
    if (spans.isEmpty()) {
      return true;
    }
    LocalDate today = moment.atZone(zone).toLocalDate();
    return spans.stream()
        .anyMatch(
            span -> contains(span, today, moment) || contains(span, today.minusDays(1), moment));
  }

  private boolean contains(Span span, LocalDate day, Instant moment) {
    return span.days().contains(day.getDayOfWeek())
        && !moment.isBefore(at(day, span.from(), false))
        && moment.isBefore(at(span.lastDay(day), span.to(), true));
  }

  private Instant at(LocalDate day, int minutes, boolean isEnd) {
    LocalDateTime local = day.atStartOfDay().plusMinutes(minutes);
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change == null) {
      return local.atZone(zone).toInstant();
    } else if (change.isGap()) {
      return change.getInstant();
    }
    return local.toInstant(isEnd ? change.getOffsetAfter() : change.getOffsetBefore());
  }

  private static Span span(String text, String whole) {
    Matcher match = SPAN.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(RULE.formatted(whole));
    }
    int from = minutes(match.group(2), match.group(3), whole);
    int to = minutes(match.group(4), match.group(5), whole);
    if (from == to || from == DAY_MINUTES) {
      throw new IllegalArgumentException(RULE.formatted(whole));
    }
    return new Span(days(match.group(1), whole), from, to);
  }

  private static int minutes(String hour, String minute, String whole) {
    int minutes = Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
    if (Integer.parseInt(minute) > 59 || minutes > DAY_MINUTES) {
      throw new IllegalArgumentException(RULE.formatted(whole));
    }
    return minutes;
  }

  private static Set<DayOfWeek> days(String text, String whole) {
    if (text.equalsIgnoreCase("daily")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.split(",", -1)) {
      String[] ends = part.split("-", -1);
      DayOfWeek first = day(ends[0], whole);
      DayOfWeek last = ends.length == 2 ? day(ends[1], whole) : first;
      if (ends.length > 2) {
        throw new IllegalArgumentException(RULE.formatted(whole));
      }
      int more = Math.floorMod(last.getValue() - first.getValue(), WEEK);
      for (int i = 0; i <= more; i++) {
        days.add(first.plus(i));
      }
    }
    return days;
  }

  private static DayOfWeek day(String name, String whole) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().substring(0, 3).equals(name.toUpperCase(Locale.ROOT))) {
        return day;
      }
    }
    throw new IllegalArgumentException(RULE.formatted(whole));
  }

  private static ZoneId zone(String name, String whole) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(RULE.formatted(whole), e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schedule schedule && text.equals(schedule.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
