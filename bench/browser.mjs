// Both programs, and a headless Chromium that shows their page, driven over its own debugging socket.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const JAVA = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';
const PATIENCE_S = 180;
const SETTLE_S = 10;
const MEASURED_S = 30;
const TICKS_A_SECOND = 100;
const MOST_BYTES = 400_000;
const QUALITIES = [88, 80, 70, 60, 50];

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

async function until(what, look, seconds = PATIENCE_S) {
  for (let i = 0; i < seconds * 2; i++) {
    const found = await look();
    if (found) {
      return found;
    }
    await pause(0.5);
  }
  throw new Error(`${what} did not come within ${seconds} s`);
}

class Program {
  #process;
  #output = '';

  constructor(command, args, folder) {
    this.#process = spawn(command, args, { cwd: folder, env: { ...process.env, STATE_DIRECTORY: join(folder, 'state') } });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream.on('data', (bytes) => (this.#output += bytes));
    }
  }

  get pid() {
    return this.#process.pid;
  }

  says(pattern) {
    return until(`${pattern} of ${this.#process.spawnfile}`, () => pattern.exec(this.#output));
  }

  /** What the last match in all its output so far holds. */
  newest(pattern) {
    return [...this.#output.matchAll(new RegExp(pattern, 'g'))].at(-1)[1];
  }

  signal(name) {
    this.#process.kill(name);
  }

  end() {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) {
      return Promise.resolve();
    }
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGTERM');
    // What was stopped between two pictures ends only then.
    this.#process.kill('SIGCONT');
    return Promise.race([ended, pause(20).then(() => this.#process.kill('SIGKILL'))]);
  }
}

/** The processor's seconds of a process and all below it. */
function processorSeconds(pid) {
  const stats = new Map();
  for (const name of readdirSync('/proc').filter((it) => /^\d+$/.test(it))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      stats.set(Number(name), { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) });
    } catch {
      // It has ended meanwhile.
    }
  }
  const isBelow = (it) => it === pid || (stats.has(it) && isBelow(stats.get(it).parent));
  return [...stats].filter(([it]) => isBelow(it)).reduce((sum, [, { ticks }]) => sum + ticks, 0) / TICKS_A_SECOND;
}

class Chromium {
  #program;
  #socket;
  #number = 0;
  #waiting = new Map();

  static async open(folder) {
    const made = new Chromium();
    const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];
    made.#program = new Program('chromium', [...flags, '--remote-debugging-port=0', `--user-data-dir=${join(folder, 'chromium')}`, 'about:blank'], folder);
    const port = (await made.#program.says(/DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/))[1];
    const pages = await fetch(`http://127.0.0.1:${port}/json`).then((it) => it.json());
    made.#socket = new WebSocket(pages.find((it) => it.type === 'page').webSocketDebuggerUrl);
    made.#socket.onmessage = ({ data }) => {
      const { id, result, error } = JSON.parse(data);
      made.#waiting.get(id)?.(error ?? result);
    };
    await new Promise((resolve) => (made.#socket.onopen = resolve));
    return made;
  }

  get pid() {
    return this.#program.pid;
  }

  send(method, params = {}) {
    const id = (this.#number += 1);
    this.#socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  }

  size(width, height, mobile = false) {
    return this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile });
  }

  go(url) {
    return this.send('Page.navigate', { url });
  }

  /** As good as it can be within its bytes. */
  async picture(file) {
    await this.evaluate('scrollTo(0, 0)');
    for (const quality of QUALITIES) {
      const { data } = await this.send('Page.captureScreenshot', { format: 'jpeg', quality });
      const bytes = Buffer.from(data, 'base64');
      if (bytes.length <= MOST_BYTES || quality === QUALITIES.at(-1)) {
        writeFileSync(file, bytes);
        console.log(`${file}: ${bytes.length} bytes${bytes.length > MOST_BYTES ? ', which is too many' : ''}`);
        return;
      }
    }
  }

  end() {
    return this.#program.end();
  }
}

const FIRST_LINK = /#first=(\S+)\s/;

/** By the newest link, since another one ends the one before. */
const signIn = (browser, code) => browser.evaluate(`fetch('/api/v1/sign-in/first', { method: 'POST', headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ code: '${code}', name: 'ada', password: 'correct horse battery' }) }).then((it) => it.ok)`);

/** Both programs, with so many cameras, and a browser in which an administrator has signed in. */
async function withStation(cameras, model, act) {
  const folder = mkdtempSync(join(tmpdir(), 'throng-browser-'));
  const begun = [];
  try {
    const gpu = new Program(JAVA, ['-jar', join(ROOT, 'nodes/gpu/target/gpu-node.jar'), ...model, '--listen', '127.0.0.1:0',
      '-Dthrong.gpu-node.legacy.stop-and-wait-listen=off', '-Dthrong.gpu-node.web.listen=127.0.0.1:0'], folder);
    begun.push(gpu);
    const node = (await gpu.says(/[Ll]istening on ([0-9.]+:[0-9]+)[^0-9]/))[1];
    const base = (await gpu.says(/The page: (http:\/\/[0-9.:]+)\//))[1];
    await gpu.says(FIRST_LINK);
    writeFileSync(join(folder, 'edge.conf'), `throng.edge-nodes.station.cameras {\n${cameras.join('\n')}\n}\n`);
    const edge = new Program(JAVA, ['-jar', join(ROOT, 'nodes/edge/target/edge-node.jar'), '--config', 'edge.conf', '--node', 'station', '--gpu-node', node], folder);
    begun.push(edge);
    const browser = await Chromium.open(folder);
    begun.push(browser);
    await browser.size(1920, 1080);
    await browser.go(base + '/');
    await until('the page', () => browser.evaluate('document.readyState === "complete" && location.protocol === "http:"'));
    await until('somebody signed in', () => signIn(browser, gpu.newest(FIRST_LINK)));
    await browser.go(base + '/#/');
    await browser.send('Page.reload');
    await until('all cameras', () => browser.evaluate(`document.querySelectorAll('.tile[data-state=live], .tile[data-state=late]').length >= ${cameras.length}`));
    return await act({ browser, base, gpu, edge });
  } finally {
    for (const program of begun.reverse()) {
      await program.end();
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

async function share(browser) {
  const begin = processorSeconds(browser.pid);
  const at = Date.now();
  const frames = await browser.evaluate(`new Promise((resolve) => {
    const end = performance.now() + ${MEASURED_S * 1000};
    let frames = 0;
    const next = (now) => { frames += 1; now < end ? requestAnimationFrame(next) : resolve(frames); };
    requestAnimationFrame(next);
  })`);
  return { share: (processorSeconds(browser.pid) - begin) / ((Date.now() - at) / 1000), frames: frames / MEASURED_S };
}

const even = (count, fps, size) => Array.from({ length: count }, (_, i) => `camera-${i + 1} { source = "test:people=${5 + 3 * (i % 20)},size=${size},fps=${fps},seed=${i + 1}" }`);

async function table() {
  console.log('Headless Chromium at 1920 x 1080 without a GPU, pictures of 640 x 480, one a second of each camera, a constant network.\n');
  console.log('| cameras | of a core | frames/s drawn |\n| ---: | ---: | ---: |');
  for (const cameras of [4, 40]) {
    const found = await withStation(even(cameras, 1, '640x480'), ['--model', 'constant:rows=60,columns=80,value=0.01'], async ({ browser }) => {
      await pause(SETTLE_S);
      return share(browser);
    });
    console.log(`| ${cameras} | ${found.share.toFixed(2)} | ${found.frames.toFixed(1)} |`);
  }
}

const NETWORK = ['--model', join(ROOT, 'models/crowd-s-int8')];
// As long as the curves go back.
const PAST_S = Number(process.env.PAST_SECONDS ?? 300);
const SIX = [['entrance', 30], ['hall', 140], ['kiosk', 18], ['platform-1', 60], ['platform-2', 100], ['stairs', 50]].map(
  ([name, people], i) => `${name} { source = "test:people=${people},size=640x480,fps=1,seed=${i + 1}" }`,
);

/** Says something of the site, whatever was said before; `body` may ask `people` of a camera. */
const say = async (browser, path, body) => {
  const status = await browser.evaluate(`(async () => {
  const states = (await fetch('/api/v1/cameras').then((it) => it.json())).cameras;
  const people = (camera) => states.find((it) => it.camera === camera).people;
  return fetch('/api/v1/${path}', { method: 'PUT', headers: { 'Content-Type': 'application/json', 'If-Match': '*' },
    body: JSON.stringify(${body}) }).then((it) => it.status);
})()`);
  if (status >= 300) {
    throw new Error(`The node refuses ${path}: ${status}`);
  }
};

/** An alert that fires at this share of how many are there now. */
const alert = (browser, name, camera, share, severity) =>
  say(browser, `alerts/${name}`, `{ where: '${camera}', above: Math.max(1, Math.round(${share} * people('${camera}'))), forSeconds: 0, severity: '${severity}' }`);

async function themed(browser, theme) {
  await browser.evaluate(`document.documentElement.dataset.theme !== '${theme}' && document.getElementById('theme').click()`);
  await pause(3);
}

/** Every size in one theme. */
async function sizes(browser, theme, shots) {
  for (const [file, width, height] of shots) {
    await browser.size(width, height, width < 700);
    await themed(browser, theme);
    await pause(8);
    await browser.picture(file);
  }
}

async function one(file) {
  await withStation([SIX[1]], NETWORK, async ({ browser }) => {
    await alert(browser, 'hall-full', 'station/hall', 1.3, 'warning');
    await pause(PAST_S);
    await sizes(browser, 'dark', [[file('one-dark'), 1920, 1080]]);
    await sizes(browser, 'light', [[file('one-phone-light'), 390, 844]]);
  });
}

async function six(file) {
  await withStation(SIX, NETWORK, async (station) => {
    const { browser, base } = station;
    await pause(PAST_S);
    await sizes(browser, 'dark', [[file('six-dark'), 1280, 720], [file('six-1920-dark'), 1920, 1080], [file('six-phone-dark'), 390, 844]]);
    await sizes(browser, 'light', [[file('six-light'), 1280, 720]]);
    await alert(browser, 'crush', 'station/hall', 0.8, 'critical');
    await alert(browser, 'platform-full', 'station/platform-2', 0.95, 'warning');
    await alert(browser, 'stairs-full', 'station/stairs', 1.5, 'warning');
    await alert(browser, 'entrance-full', 'station/entrance', 1.2, 'info');
    await say(browser, 'cameras/station/hall/zones/stage', `{ title: 'Stage', points: [[0.05, 0.45], [0.6, 0.45], [0.6, 0.95], [0.05, 0.95]] }`);
    await say(browser, 'cameras/station/hall/ground', `{ picture: [[0.2, 0.95], [0.8, 0.95], [0.65, 0.5], [0.35, 0.5]], metres: [[0, 0], [6, 0], [6, 8], [0, 8]] }`);
    await pause(20);
    await sizes(browser, 'dark', [[file('firing-dark'), 1280, 720]]);
    await browser.go(`${base}/#/alerts`);
    await sizes(browser, 'light', [[file('alerts-light'), 1280, 720]]);
    await browser.go(`${base}/#/cameras/station/hall`);
    await sizes(browser, 'dark', [[file('camera-zones'), 1280, 720]]);
    await browser.go(`${base}/#/`);
    await failures(station, file);
  });
}

async function failures({ browser, gpu, edge }, file) {
  await browser.size(1280, 720);
  await themed(browser, 'dark');
  const shown = (state) => until(`six times ${state}`, () => browser.evaluate(`document.querySelectorAll('.tile[data-state=${state}]').length === 6`));
  edge.signal('SIGSTOP');
  await shown('late');
  await browser.picture(file('late'));
  await shown('silent');
  await browser.picture(file('silent'));
  edge.signal('SIGCONT');
  await shown('live');
  gpu.signal('SIGSTOP');
  await shown('lost');
  await pause(1);
  await browser.picture(file('node-lost'));
  gpu.signal('SIGCONT');
  await shown('live');
  edge.signal('SIGKILL');
  await shown('away');
  await pause(2);
  await browser.picture(file('edge-away'));
}

async function forty(file) {
  await withStation(even(40, Number(process.env.PICTURES_A_SECOND ?? 1), '320x240'), NETWORK, async ({ browser }) => {
    await alert(browser, 'crush', 'station/camera-20', 0.8, 'critical');
    await alert(browser, 'hall-full', 'station/camera-12', 1.4, 'warning');
    await pause(PAST_S);
    await sizes(browser, 'dark', [[file('forty-dark'), 1920, 1080]]);
    await sizes(browser, 'light', [[file('forty-light'), 1920, 1080], [file('phone-light'), 390, 844]]);
  });
}

/** Some twenty minutes; on a machine that does nothing else, else cameras are late that need not be. */
async function pictures(folder) {
  const file = (name) => join(folder, `page-${name}.jpg`);
  await one(file);
  await six(file);
  await forty(file);
}

const [what, folder] = process.argv.slice(2);
if (what === undefined) {
  await table();
} else if (what === 'pictures' && folder) {
  await pictures(folder);
} else {
  console.error('bench/browser, or bench/browser pictures FOLDER');
  process.exit(2);
}
process.exit(0);
