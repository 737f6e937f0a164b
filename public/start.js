/*
 * Starts the program, then owns everything about the service worker: registering it, telling the program how far the
 * offline copy is, offering a new build, and the one reload that opens it. The program hears of it by two events on
 * `window`, 'biaoshuai:offline' and 'biaoshuai:update', and by `window.biaoshuai`.
 */
const HOUR = 3_600_000;
const RETRY_SECONDS = [15, 60, 300, 1800]; // waiting times after a failed installation; the last one repeats
const STYLE_SECONDS = [0, 2, 8, 30, 120]; // pauses before a style sheet that is not whole is fetched again
const QUIET = 1500; // ms after the start in which a page with an offline copy leaves it alone
const MORE_PAUSE = 20_000; // ms after the offline copy is there in which 支部学习 is not fetched yet
const MORE_LIMIT = 120_000; // ms for everything that 支部学习 needs
const REGISTER_LIMIT = 40_000; // ms after which somebody who waits for an offline copy is told that it does not get on
const AHEAD_LIMIT = 15_000; // ms for a part of the program that was asked for ahead
const SETTLE_LIMIT = 25_000; // ms after which a program that reported neither start nor failure is no longer awaited

// boot.js defines this. Should it be missing, the program still starts, and a failure shows the page's own words about it.
const shell = (window.biaoshuai ??= {
  supported: true,
  running: false,
  fail() {
    const stuck = document.querySelector('.stuck');
    if (!stuck) return document.body.append('程序没有打开成功，请刷新页面。');
    stuck.style.visibility = 'visible';
    // Its link may bring back what the browser still has of this page; this asks for all of it again.
    stuck.querySelector('a').onclick = () => {
      location.reload();
      return false;
    };
  },
  started() {
    this.running = true;
  },
});
const build = document.querySelector('meta[name="build"]')?.content ?? '';
const root = document.documentElement.dataset;
const base = root.base || '/';

/* ---------- the program ---------- */

async function startProgram() {
  const tag = document.querySelector('script[data-wasm]');
  const script = new URL(tag.dataset.js, document.baseURI).href;
  const address = new URL(tag.dataset.wasm, document.baseURI).href;
  const download = (cache, ready) => Promise.all([import(script), Promise.resolve(ready).then(() => compiled(address, cache))]);
  // One more try: on a phone the first connection of a page often breaks. What broke off may lie in the browser's cache.
  const [program, wasm] = await download('default', cameAhead(address)).catch(() => pause(1500).then(() => download('reload')));
  // The program replaces what the page shows so far, so that has to be there.
  if (document.readyState === 'loading') await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  await program.default({ module_or_path: wasm });
}

// WebKit does not take over what the page asked for ahead and is still on its way, but fetches it once more over the same
// line; once it has come, it is at hand. The offline copy gives it twice in no time.
async function cameAhead(address) {
  if (!navigator.vendor?.startsWith('Apple') || container?.controller) return;
  const link = [...document.querySelectorAll('link[rel="preload"]')].find((one) => one.href === address);
  if (!link || performance.getEntriesByName(address).length) return;
  const over = new Promise((resolve) => {
    link.onload = link.onerror = resolve;
  });
  await Promise.race([over, pause(AHEAD_LIMIT)]);
}

// Firefox never ends compiling a stream that breaks off, and then compiles nothing more until all its pages are closed;
// nor does it notice that a compressed answer broke off.
const streams = !('mozInnerScreenX' in window);

// Fetches and compiles a part of the program; its loader calls this, too.
async function compiled(url, cache) {
  const response = await fetch(url, { credentials: 'same-origin', cache });
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  // Some hosts call wasm a plain stream of bytes.
  const named = /^application\/wasm\b/.test(response.headers.get('content-type') ?? '');
  return streams && named ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
shell.compiled = compiled;

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

// The offline copy must not compete with the first screen for the network. But it is also made when the program failed:
// then a repaired or newer build is the way out.
async function settled() {
  if (!shell.running && !shell.failed) {
    await Promise.race([once('biaoshuai:started'), once('biaoshuai:failed'), pause(SETTLE_LIMIT)]);
  }
  // A copy that is there only wants to be looked at: that has time until the reader has begun.
  if (container?.controller) await pause(QUIET);
  await new Promise((resolve) => {
    if (window.requestIdleCallback) requestIdleCallback(resolve, { timeout: 3000 });
    else setTimeout(resolve, 500);
  });
}

function once(name) {
  return new Promise((resolve) => addEventListener(name, resolve, { once: true }));
}

/* ---------- the service worker ---------- */

let registration = null;
let lastCheck = 0; // ms, when a newer build was last looked for
let failures = 0; // installations that failed in a row
let retryTimer = 0;
let reason = ''; // why the last installation failed, in the worker's words
let consented = false; // this tab asked for the new build
let reloading = false;
const followed = new WeakSet(); // workers whose state changes are listened to

const container = (() => {
  try {
    return navigator.serviceWorker ?? null;
  } catch {
    return null; // some embedded views throw on mere access
  }
})();

function tell(detail) {
  shell.offline = Object.freeze(detail);
  dispatchEvent(new CustomEvent('biaoshuai:offline', { detail: shell.offline }));
}

function unsupportedReason() {
  if (container) return '';
  if (!window.isSecureContext) return 'insecure';
  const ios = /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
  return ios && /MicroMessenger/i.test(navigator.userAgent) ? 'wechat-ios' : 'none';
}

const MESSAGES = {
  network: '离线文件没有下载完，可能是网络中断。联网后会自动接着下载。',
  mismatch: '服务器上的文件与这个版本对不上，可能正在更新。稍后会自动再试。',
  quota: '这台设备的存储空间不够，离线文件放不下。清理一些空间后会自动再试。',
  missing: '有离线文件缺失或损坏。联网后会自动补齐。',
  register: '离线功能没有装上。联网后会自动再试。',
  pending: '离线功能还没有装上。请把浏览器完全关闭，联网后再打开本页。',
};

async function keepOffline() {
  const unsupported = unsupportedReason();
  if (unsupported) return tell({ state: 'unsupported', reason: unsupported });
  container.addEventListener('message', onMessage);
  container.addEventListener('controllerchange', onControllerChange);
  container.startMessages();
  addEventListener('online', () => (isReady() ? lookForUpdate() : install()));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && Date.now() - lastCheck > HOUR) lookForUpdate();
  });
  await install();
}

function isReady() {
  return shell.offline?.state === 'ready';
}

// Registers, or tries again what failed. Asking twice is harmless.
async function install() {
  clearTimeout(retryTimer);
  // WebKit may never answer when an earlier page was left during an installation, until it is started again.
  const waiting = setTimeout(() => !container.controller && tell({ state: 'failed', message: MESSAGES.pending, detail: 'pending' }), REGISTER_LIMIT);
  try {
    registration = await container.register(`${base}sw.js`, { scope: base, updateViaCache: 'none' });
  } catch (error) {
    return installFailed(reason || 'register', error);
  } finally {
    clearTimeout(waiting);
  }
  registration.addEventListener('updatefound', followWorkers);
  followWorkers();
  if (!registration.active) return;
  hello();
  await verify(false);
  await offerUpdate();
  await lookForUpdate();
}

async function lookForUpdate() {
  lastCheck = Date.now();
  hello(); // also lets the worker tidy up after tabs that were closed
  // Being offline is no news, and a broken update is tried again the next time.
  await registration?.update().catch(() => {});
}

function followWorkers() {
  for (const worker of [registration.installing, registration.waiting]) {
    if (!worker || followed.has(worker)) continue;
    followed.add(worker);
    if (worker.state === 'installing' && !registration.active) tell({ state: 'installing', done: 0, total: 0 });
    worker.addEventListener('statechange', () => onWorkerState(worker));
  }
}

async function onWorkerState(worker) {
  if (worker.state === 'installed') offerUpdate();
  if (worker.state === 'redundant' && !registration.active) {
    if (!reason) await pause(1000); // the worker's last message may arrive after its end
    installFailed(reason || 'register');
  }
  if (worker.state !== 'activated') return;
  failures = 0;
  if (consented) return reloadOnce();
  hello();
  verify(false);
}

function installFailed(why, error) {
  tell({ state: 'failed', message: MESSAGES[why] ?? MESSAGES.register, detail: String(error ?? why) });
  retryLater();
}

function retryLater() {
  const seconds = RETRY_SECONDS[Math.min(failures, RETRY_SECONDS.length - 1)];
  failures += 1;
  clearTimeout(retryTimer);
  retryTimer = setTimeout(install, seconds * 1000);
}

function onMessage({ data }) {
  if (data?.type === 'progress') {
    if (data.done === 0) reason = '';
    // While an update is being fetched, the copy in use stays ready.
    if (!registration?.active) tell({ state: 'installing', done: data.done, total: data.total });
  }
  if (data?.type === 'failed') reason = data.reason;
}

// The worker serves this tab from the build that the tab itself names.
function hello() {
  registration?.active?.postMessage({ type: 'hello', build });
}

function ask(worker, message, limit = 10_000) {
  return new Promise((resolve, reject) => {
    const channel = new MessageChannel();
    const timer = setTimeout(() => reject(new Error('no answer')), limit);
    channel.port1.onmessage = ({ data }) => {
      clearTimeout(timer);
      channel.port1.close();
      resolve(data);
    };
    worker.postMessage(message, [channel.port2]);
  });
}

// Has the worker look through its files, repairing what it can. `deep` compares the contents, not only the sizes.
// Always resolves: { type: 'verified', build, complete, files, bytes, repaired, missing: [path…], error? }.
async function verify(deep = true) {
  const none = { type: 'verified', build: '', complete: false, files: 0, bytes: 0, repaired: 0, missing: [] };
  const worker = registration?.active ?? container?.controller;
  if (!worker) return { ...none, error: 'no-worker' };
  let result;
  try {
    result = await ask(worker, { type: 'verify', deep });
  } catch (error) {
    if (!isReady()) installFailed('register', error);
    return { ...none, error: 'timeout' };
  }
  if (result.complete) {
    failures = 0;
    clearTimeout(retryTimer);
    tell({ state: 'ready', build: result.build, files: result.files, bytes: result.bytes, at: Date.now() });
    // 支部学习 and results as QR codes are for rooms without a network, so they are fetched when nobody waits for
    // anything; but not for those who save data or have a slow line: they get it when they first open it.
    const { saveData, effectiveType = '4g' } = navigator.connection ?? {};
    if (!saveData && effectiveType === '4g') setTimeout(keepMore, MORE_PAUSE);
  } else {
    installFailed('missing', result.missing.join(' '));
  }
  return result;
}

/* ---------- style ---------- */

// The last rule of every sheet says that it is whole: some browsers take one that broke off for whole, and keep it.
function isWhole({ sheet }) {
  try {
    const rules = sheet?.cssRules ?? [];
    return rules[rules.length - 1]?.selectorText === '.whole';
  } catch {
    return false; // the rules of one that did not come at all are not to be read in Chromium
  }
}

// Puts a sheet into the page and waits for it.
function put(link, place) {
  return new Promise((resolve) => {
    link.onload = link.onerror = resolve;
    place(link);
  });
}

// Gets a sheet again that is not whole: from the host, past the browser's cache, or out of a repaired offline copy.
// Resolves to what is in its place then, whole or not.
async function mended(link) {
  if (isWhole(link)) return link;
  if (container?.controller) await verify();
  else await fetch(link.href, { cache: 'reload' }).then((response) => response.arrayBuffer()).catch(() => {});
  const again = link.cloneNode();
  again.href = `${link.href.split('?')[0]}?again=${Date.now()}`; // the page itself remembers what an address gave it
  await put(again, () => link.replaceWith(again));
  return again;
}

let styled = null;

// Loads the style sheet of 支部学习. Resolves to whether the page has it; one that did not come can be asked for again.
function branchStyle() {
  styled ??= (async () => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = root.branchStyle;
    await put(link, () => document.head.append(link));
    const there = await mended(link);
    if (isWhole(there)) return true;
    there.remove();
    styled = null;
    return false;
  })();
  return styled;
}

// A page can be used without its style, so nothing waits for this.
async function mendStyle() {
  for (const seconds of STYLE_SECONDS) {
    await pause(seconds * 1000);
    if (isWhole(await mended(document.querySelector('link[rel="stylesheet"]')))) return;
  }
}

// Has the worker keep what 支部学习 needs, too. Resolves to whether it is all there; nothing is lost when it is not.
async function keepMore() {
  const worker = registration?.active ?? container?.controller;
  if (!worker) return false;
  const answer = await ask(worker, { type: 'more' }, MORE_LIMIT).catch(() => null);
  return answer?.complete === true;
}

/* ---------- a new build ---------- */

// A build is offered when it waits, and also when it already serves other tabs while this one still runs an older build.
async function offerUpdate() {
  // Another tab's worker may take charge before this one has heard of any; it asks again when it has.
  const worker = registration?.waiting ?? registration?.active;
  if (!worker || !build) return;
  const about = await ask(worker, { type: 'about' }).catch(() => null);
  if (!about || about.build === build || shell.update?.build === about.build) return;
  shell.update = Object.freeze({ waiting: true, build: about.build });
  dispatchEvent(new CustomEvent('biaoshuai:update', { detail: shell.update }));
}

function onControllerChange() {
  // On the very first installation the worker takes charge of this tab: nothing to reload. When another tab consented,
  // this one goes on with its own build and may follow when its user wants to.
  if (consented) return reloadOnce();
  hello();
  offerUpdate();
}

function reloadOnce() {
  if (reloading) return;
  reloading = true;
  location.reload();
}

// To be called when everything is saved. Opens the new build in this tab by exactly one reload.
async function applyUpdate() {
  if (consented) return;
  consented = true;
  const waiting = registration?.waiting;
  if (!waiting) return reloadOnce();
  waiting.addEventListener('statechange', () => {
    if (waiting.state === 'activated' || waiting.state === 'redundant') reloadOnce();
  });
  waiting.postMessage({ type: 'activate' });
  // Should the worker not answer, a reload does no harm: this tab then simply keeps its build.
  await pause(15_000);
  reloadOnce();
}

shell.verify = verify;
shell.keepMore = keepMore;
shell.branchStyle = branchStyle;
shell.applyUpdate = applyUpdate;

if (shell.supported) {
  if (document.readyState === 'complete') mendStyle();
  else addEventListener('load', mendStyle, { once: true });
  startProgram().catch((error) => shell.fail('load', error));
  // `data-offline="off"` on <html>: development with hot reload, where a cache would only be in the way.
  if (root.offline !== 'off') settled().then(keepOffline);
}
