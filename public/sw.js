/*
 * The offline copy. Every build has its own cache, filled completely and verified by SHA-256 or not at all, and a tab is
 * served from one build only: two versions can never mix, also when a new one is put on the host in the middle of
 * anything. Workers are killed at any time, so whatever must be remembered is in the state cache; variables only spare
 * reading it.
 */
// The build puts its name, the path it is served from and [path, SHA-256, bytes] of each file here; behind them the path of
// the file that it travels packed in, where that is another one, and 1 for what only some devices keep: see `keepMore`.
/*__PRECACHE__*/
/*__UNPACK__*/

const SCOPE = new URL(BASE, self.location.href).href;
const PREFIX = `biaoshuai|${SCOPE}|`;
const STATE = `${PREFIX}state`;
const INDEX = 'index.html';
const PARALLEL = 4; // downloads at once: enough for a phone line, kind to small hosts
const RETRY_MS = [0, 1000, 3000]; // waiting time before each try of a file
const FETCH_LIMIT = 60_000; // ms for one file; a dead connection must not hold the installation for ever
const PIN_GRACE = 30_000; // ms in which a pinned tab may not be listed as a client yet: its navigation is under way
// Of the host's headers only these matter to the page; length and encoding no longer fit the stored bytes.
const KEPT_HEADERS = ['content-type', 'content-security-policy', 'cross-origin-embedder-policy',
  'cross-origin-opener-policy', 'cross-origin-resource-policy', 'permissions-policy', 'referrer-policy', 'x-content-type-options'];

class Refused extends Error {
  constructor(reason, path) {
    super(`${reason}: ${path}`);
    this.reason = reason; // 'network' | 'mismatch'
  }
}

const cacheName = (build) => PREFIX + build;
const urlOf = (path) => new URL(encodeURI(path), SCOPE).href;
const fileMap = (files) => new Map(files.map((file) => [new URL(urlOf(file[0])).pathname, file]));
const CORE = FILES.filter((file) => !file[4]);
const own = { build: BUILD, files: FILES, byPath: fileMap(FILES) };

/* ---------- state: one entry per fact, so that two workers never overwrite each other ---------- */

async function remember(key, value) {
  await (await caches.open(STATE)).put(`${SCOPE}__state/${key}`, new Response(JSON.stringify(value)));
}

async function recall(key) {
  return (await caches.match(`${SCOPE}__state/${key}`, { cacheName: STATE }))?.json();
}

async function forget(key) {
  await (await caches.open(STATE)).delete(`${SCOPE}__state/${key}`);
}

const pins = new Map(); // client id → build, as far as this run of the worker knows

function pin(client, build) {
  pins.set(client, build);
  return remember(`client/${client}`, { build, at: Date.now() });
}

async function pinOf(client) {
  if (client && !pins.has(client)) {
    const known = await recall(`client/${client}`);
    if (known && !pins.has(client)) pins.set(client, known.build);
  }
  return pins.get(client);
}

async function allPins() {
  const state = await caches.open(STATE);
  const found = [];
  for (const request of await state.keys()) {
    const client = request.url.split('/__state/client/')[1];
    if (client) found.push({ client, ...(await (await state.match(request))?.json()) });
  }
  return found;
}

const others = new Map(); // build → its file list, for tabs that still run it

async function listOf(build) {
  if (build === BUILD) return own;
  if (!others.has(build)) {
    const files = await recall(`build/${build}`);
    if (!files) return null;
    others.set(build, { build, files, byPath: fileMap(files) });
  }
  return others.get(build);
}

/* ---------- files ---------- */

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function isWhole(response, [, hash, size], deep = true) {
  if (!response) return false;
  if (!deep) return (await response.blob()).size === size;
  const bytes = await response.arrayBuffer();
  return bytes.byteLength === size && (await sha256(bytes)) === hash;
}

// One try. Many hosts answer a missing file with index.html and status 200: only the hash tells.
async function download([path, hash, size, packed], url, cache) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), FETCH_LIMIT);
  let response, bytes;
  try {
    response = await fetch(url, { cache, credentials: 'same-origin', redirect: 'manual', signal: abort.signal });
    bytes = await response.arrayBuffer();
  } catch {
    throw new Refused('network', path);
  } finally {
    clearTimeout(timer);
  }
  // An overloaded or restarting host is a matter of waiting, like a broken line.
  if (response.status >= 500 || response.status === 429) throw new Refused('network', path);
  const good = response.status === 200 && response.type === 'basic' && !response.redirected;
  if (good && packed) bytes = await unpack(new Uint8Array(bytes)).then((module) => module.buffer, () => new ArrayBuffer(0));
  if (!good || bytes.byteLength !== size || (await sha256(bytes)) !== hash) throw new Refused('mismatch', path);
  const headers = new Headers();
  for (const name of KEPT_HEADERS) if (response.headers.has(name)) headers.set(name, response.headers.get(name));
  if (packed) headers.set('content-type', 'application/wasm');
  return new Response(bytes, { headers });
}

// Some hosts redirect /index.html to /, so the index is asked for under its clean address first.
// A file whose name carries its hash may come from the browser's own cache, where the page that is open just put it:
// a visitor on a phone does not pay twice, and the hash is checked all the same. Everything else, and every further
// try, goes past that cache.
async function fetchFile(file, tries = RETRY_MS) {
  const urls = file[0] === INDEX ? [SCOPE, urlOf(INDEX)] : [urlOf(file[3] ?? file[0])];
  const named = /-[0-9a-f]{8,}[._/]/.test(file[0]);
  let failure;
  for (const [turn, wait] of tries.entries()) {
    if (wait) await new Promise((resolve) => setTimeout(resolve, wait));
    for (const url of urls) {
      try {
        return await download(file, url, named && turn === 0 ? 'default' : 'reload');
      } catch (error) {
        failure = error;
      }
    }
  }
  throw failure;
}

// A file that has not changed since another build is copied. Its name is the hint, its hash the proof.
async function copyFromOthers(file, names) {
  for (const name of names) {
    const found = await caches.match(urlOf(file[0]), { cacheName: name });
    if (found && (await isWhole(found.clone(), file))) return found;
  }
  return null;
}

/* ---------- installing ---------- */

async function tellAll(message) {
  for (const client of await self.clients.matchAll({ type: 'window', includeUncontrolled: true })) client.postMessage(message);
}

async function otherCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== STATE && name !== cacheName(BUILD));
}

async function install() {
  const cache = await caches.open(cacheName(BUILD));
  const names = await otherCaches();
  const wanted = (await recall('more')) ? FILES : CORE;
  const queue = [...wanted];
  let done = 0;
  let over = false; // after a failure, downloads still under way end in silence
  const progress = () => over || tellAll({ type: 'progress', build: BUILD, done, total: wanted.length });
  const work = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      // What an interrupted installation already brought is used: on a bad line every attempt gets further.
      if (!(await isWhole(await cache.match(urlOf(file[0])), file))) {
        await cache.put(urlOf(file[0]), (await copyFromOthers(file, names)) ?? (await fetchFile(file)));
      }
      done += 1;
      await progress();
    }
  };
  try {
    await progress();
    await Promise.all(Array.from({ length: PARALLEL }, () => work()));
    // Only what really lies in the cache now counts; the mark comes last.
    const { complete } = await verify(false, false, wanted);
    if (!complete) throw new Refused('quota', 'cache');
    await remember(`build/${BUILD}`, FILES);
  } catch (error) {
    over = true;
    queue.length = 0;
    const reason = error?.reason ?? (error?.name === 'QuotaExceededError' ? 'quota' : 'network');
    await tellAll({ type: 'failed', build: BUILD, reason, detail: String(error) });
    throw error;
  }
  // Installations that never came to an end have no use any more: the host now has this build.
  for (const name of names) if (!(await recall(`build/${name.slice(PREFIX.length)}`))) await caches.delete(name);
}

// Looks whether every file is there and, if asked to, gets again what is missing or altered.
async function verify(deep, repair, wanted) {
  wanted ??= (await recall('more')) ? FILES : CORE;
  const cache = await caches.open(cacheName(BUILD));
  const result = { type: 'verified', build: BUILD, complete: false, files: 0, bytes: 0, repaired: 0, missing: [] };
  let names;
  for (const file of wanted) {
    let whole = await isWhole(await cache.match(urlOf(file[0])), file, deep).catch(() => false);
    if (!whole && repair) {
      try {
        names ??= await otherCaches();
        await cache.put(urlOf(file[0]), (await copyFromOthers(file, names)) ?? (await fetchFile(file, [0])));
        whole = true;
        result.repaired += 1;
      } catch {
        // Reported below as missing.
      }
    }
    if (whole) {
      result.files += 1;
      result.bytes += file[2];
    } else {
      result.missing.push(file[0]);
    }
  }
  result.complete = result.missing.length === 0;
  // Whoever cleared the caches by hand took the marks too.
  if (result.complete && repair && !(await recall(`build/${BUILD}`))) {
    await remember(`build/${BUILD}`, FILES);
    await remember('active', { build: BUILD });
  }
  return result;
}

// From now on this device keeps the rest, too: with every later build, and with this one at once. Whether it is all there.
async function keepMore() {
  await remember('more', true);
  return (await verify(false, true, FILES)).complete;
}

/* ---------- taking over ---------- */

async function activate() {
  const previous = await recall('active');
  await remember('active', { build: BUILD });
  if (!previous) return self.clients.claim(); // the very first: the tab that installed it needs no reload to be offline
  // Tabs that were open before go on with the build that was active until now.
  for (const client of await self.clients.matchAll()) {
    if (!(await pinOf(client.id))) await pin(client.id, previous.build);
  }
  await tidy();
}

// Deletes the caches of builds that no tab uses. While another worker is being installed or waits, nothing is judged:
// its cache looks unused.
async function tidy() {
  if (self.registration.installing || self.registration.waiting) return;
  const names = await otherCaches();
  const alive = new Set((await self.clients.matchAll({ type: 'all', includeUncontrolled: true })).map((client) => client.id));
  const used = new Set();
  for (const { client, build, at } of await allPins()) {
    if (alive.has(client) || Date.now() - at < PIN_GRACE) {
      used.add(build);
    } else {
      pins.delete(client);
      await forget(`client/${client}`);
    }
  }
  for (const client of await self.clients.matchAll()) if (!(await pinOf(client.id))) return; // not yet known: wait
  for (const name of names) {
    const build = name.slice(PREFIX.length);
    if (used.has(build) || !(await recall(`build/${build}`))) continue;
    await forget(`build/${build}`);
    others.delete(build);
    await caches.delete(name);
  }
}

/* ---------- answering ---------- */

// For a page that nothing is left of: it says so, and has a way out.
function incomplete() {
  const page =
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    '<title>作表率</title><main class="opening"><h1>离线文件不完整</h1>' +
    '<p class="stuck">请联网后<a href="">重新打开本页</a>。作答记录不受影响。</p></main></html>';
  return new Response(page, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

function text(status, words) {
  return new Response(words, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

async function fromBuild(list, file) {
  const name = cacheName(list.build);
  const cached = await caches.match(urlOf(file[0]), { cacheName: name });
  if (cached) return cached;
  // The browser took it away, or somebody did. The network may give it back, if it still is the same file.
  const response = await fetchFile(file, [0]);
  const copy = response.clone();
  await caches.open(name).then((cache) => cache.put(urlOf(file[0]), copy)).catch(() => {}); // no room: served all the same
  return response;
}

async function navigate(event, url) {
  const file = own.byPath.get(url.pathname);
  const { resultingClientId } = event;
  try {
    // A file that is not in the list but looks like one (a screenshot) is the host's matter, if it has it.
    if (!file && /\.(?!html$)[a-z][a-z0-9]{1,10}$/i.test(url.pathname)) {
      const response = await fetch(event.request).catch(() => null);
      if (response && (response.type !== 'basic' || (response.ok && !isHtml(response)))) return response;
    }
    const response = await fromBuild(own, file ?? own.byPath.get(new URL(urlOf(INDEX)).pathname));
    if (resultingClientId) event.waitUntil(pin(resultingClientId, BUILD));
    return response;
  } catch {
    // This build's index is gone and the host has another: show that one. It names its build itself (see 'hello').
    return fetch(event.request).catch(incomplete);
  }
}

async function asset(event, url) {
  const build = await pinOf(event.clientId);
  const list = build ? await listOf(build) : own;
  const file = list?.byPath.get(url.pathname);
  try {
    if (file) return await fromBuild(list, file);
  } catch (error) {
    return error.reason === 'mismatch' ? text(404, 'not found') : text(504, 'offline');
  }
  const response = await fetch(event.request).catch(() => text(504, 'offline'));
  return isHtml(response) && !url.pathname.endsWith('.html') ? text(404, 'not found') : response;
}

function isHtml(response) {
  return /^text\/html\b/i.test(response.headers.get('content-type') ?? '');
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || !url.href.startsWith(SCOPE) || url.pathname === self.location.pathname) return;
  event.respondWith(event.request.mode === 'navigate' ? navigate(event, url) : asset(event, url));
});

self.addEventListener('message', (event) => {
  const { type, build, deep } = event.data ?? {};
  const reply = (message) => event.ports[0]?.postMessage(message);
  if (type === 'activate') event.waitUntil(self.skipWaiting());
  if (type === 'about') reply({ type: 'about', build: BUILD });
  if (type === 'hello' && event.source && build) event.waitUntil(pin(event.source.id, build).then(tidy));
  if (type === 'more') event.waitUntil(keepMore().then((complete) => reply({ type: 'more', complete })));
  if (type === 'verify') event.waitUntil(verify(deep === true, true).then(reply));
});
