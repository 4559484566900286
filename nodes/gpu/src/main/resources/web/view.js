// How the wall is shown, where its address says so: for a screen that nobody stands at.
const THEMES = ['dark', 'light'];
const ORDERS = ['name', 'full', 'trouble', 'place'];

/** Takes what the address says: kiosk, turn, order, theme, heat; what it does not say is as it was chosen here. */
export function showView(query, { wall, bar }) {
  const root = document.documentElement;
  const [order, theme, heat] = ['order', 'theme', 'heat'].map((it) => query.get(it));
  root.classList.toggle('kiosk', query.has('kiosk'));
  wall.showKiosk(query.has('kiosk'), query.get('turn'));
  if (ORDERS.includes(order)) {
    wall.show(order);
  }
  if (THEMES.includes(theme)) {
    root.dataset.theme = theme;
  }
  if (heat) {
    bar.showHeat(heat !== 'off');
  }
}

/** The address of the wall as it is shown in this browser. */
export function addressOf() {
  const root = document.documentElement;
  const heat = root.classList.contains('heat-off') ? 'off' : 'on';
  const order = localStorage.getItem('order') ?? 'name';
  return `#/?kiosk&${new URLSearchParams({ order, theme: root.dataset.theme, heat })}`;
}
