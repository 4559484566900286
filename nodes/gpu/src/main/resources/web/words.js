// Numbers, times and states in words.

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });

export const number = (people) => whole.format(Math.max(0, Math.round(people)));

export const unit = (people) => (Math.round(people) === 1 ? 'person' : 'people');

export const time = (millis) => clock.format(new Date(millis));

export function span(millis) {
  const seconds = Math.floor(millis / 1000);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The line below a camera's name. */
export function stateWords(camera) {
  switch (camera.state) {
    case 'live':
      return camera.age < 1500 ? 'live' : `${span(camera.age)} ago`;
    case 'late':
      return `late: ${span(camera.age)} old`;
    case 'silent':
      return `no count for ${span(camera.age)}`;
    case 'away':
      return 'camera is away';
    case 'lost':
      return 'node not reached';
    default:
      return 'waiting';
  }
}

/** What stands over the picture where there is no count: what, and since when. */
export function whyWords(camera) {
  const since = camera.countedAtMillis === undefined ? '' : `since ${time(camera.countedAtMillis)}`;
  switch (camera.state) {
    case 'silent':
      return [`No count ${since}`, camera.trouble ?? 'The camera is connected and sends nothing.'];
    case 'away':
      return ['Camera away', since ? `last count ${since.slice(6)}` : 'It was never counted.'];
    case 'lost':
      return ['Node not reached', since ? `last count ${since.slice(6)}` : ''];
    case 'waiting':
      return ['No count yet', camera.trouble ?? 'Waiting for the first one.'];
    default:
      return ['', ''];
  }
}

export function trendWords(trend) {
  switch (trend.way) {
    case 'rising':
      return `+${trend.change} in 2 min`;
    case 'falling':
      return `−${-trend.change} in 2 min`;
    default:
      return '';
  }
}

const trendSpoken = (trend) => (trendWords(trend) ? `${trend.way}, ` : '');

/** A whole camera, for who cannot see it. */
export function spoken(camera) {
  const count =
    camera.state === 'live' || camera.state === 'late'
      ? `${number(camera.people)} ${unit(camera.people)}, ${trendSpoken(camera.trend)}${stateWords(camera)}`
      : whyWords(camera)[0];
  return `${camera.name} at ${camera.node}: ${count}`;
}
