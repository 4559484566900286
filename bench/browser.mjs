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
const MOST_BYTES = 300_000;

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

  end() {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGTERM');
    return Promise.race([ended, pause(20)]);
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
    return this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: mobile || width < 1500 ? 1 : 2 / 3, mobile });
  }

  go(url) {
    return this.send('Page.navigate', { url });
  }

  async picture(file) {
    await this.evaluate('scrollTo(0, 0)');
    const { data } = await this.send('Page.captureScreenshot', { format: 'jpeg', quality: 80 });
    const bytes = Buffer.from(data, 'base64');
    writeFileSync(file, bytes);
    console.log(`${file}: ${bytes.length} bytes${bytes.length > MOST_BYTES ? ', which is too many' : ''}`);
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
    begun.push(new Program(JAVA, ['-jar', join(ROOT, 'nodes/edge/target/edge-node.jar'), '--config', 'edge.conf', '--node', 'station', '--gpu-node', node], folder));
    const browser = await Chromium.open(folder);
    begun.push(browser);
    await browser.size(1920, 1080);
    await browser.go(base + '/');
    await until('the page', () => browser.evaluate('document.readyState === "complete" && location.protocol === "http:"'));
    await until('somebody signed in', () => signIn(browser, gpu.newest(FIRST_LINK)));
    await browser.go(base + '/#/');
    await browser.send('Page.reload');
    await until('all cameras', () => browser.evaluate(`document.querySelectorAll('.tile[data-state=live], .tile[data-state=late]').length >= ${cameras.length}`));
    return await act(browser, base);
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
    const found = await withStation(even(cameras, 1, '640x480'), ['--model', 'constant:rows=60,columns=80,value=0.01'], async (browser) => {
      await pause(SETTLE_S);
      return share(browser);
    });
    console.log(`| ${cameras} | ${found.share.toFixed(2)} | ${found.frames.toFixed(1)} |`);
  }
}

const RULES = `(async () => {
  const put = (path, body) => fetch('/api/v1/' + path, { method: 'PUT', headers: { 'Content-Type': 'application/json', 'If-Match': '*' }, body: JSON.stringify(body) }).then((it) => it.status);
  return [
    await put('alerts/crush', { where: 'station/camera-20', above: 10, forSeconds: 0, severity: 'critical' }),
    await put('alerts/hall-full', { where: 'station/camera-12', above: 500, severity: 'warning' }),
  ];
})()`;

async function pictures(folder) {
  await withStation(even(40, Number(process.env.PICTURES_A_SECOND ?? 0.4), '320x240'), ['--model', join(ROOT, 'models/crowd-s-int8')], async (browser, base) => {
    const theme = (name) => browser.evaluate(`localStorage.setItem('theme', '${name}'); location.reload()`);
    await theme('dark');
    await pause(90);
    await browser.picture(join(folder, 'page-forty-dark.jpg'));
    await browser.evaluate(RULES);
    await pause(15);
    await browser.size(1280, 720);
    await browser.go(base + '/#/alerts');
    await theme('light');
    await pause(12);
    await browser.picture(join(folder, 'page-alerts-light.jpg'));
    await browser.go(base + '/#/');
    await browser.size(390, 844, true);
    await pause(30);
    await browser.picture(join(folder, 'page-phone-light.jpg'));
  });
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
