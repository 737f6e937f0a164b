// Part of boot.js: opening the app again, and getting all of it anew.

// A plain reload would bring back the same cached build. So first let the service worker repair what it has, look for
// a newer build and let that one take over: a faulty version must never be a trap. Everything here has a time limit,
// and offline it ends at once.
function reopen() {
  var done = false;
  function reload() {
    if (done) return;
    done = true;
    location.reload();
  }
  var workers = serviceWorkers();
  setTimeout(reload, 12000);
  if (!workers) return freshen(reload);
  workers.getRegistration(base).then(function (registration) {
    if (!registration || !registration.active) return freshen(reload);
    // Whatever went wrong: a damaged file of the copy may be why, the page's own too.
    var repaired = askRepair(registration.active);
    var looked = registration.update().catch(function () {});
    // This page did not come out of the copy.
    var fresh = workers.controller ? null : new Promise(freshen);
    Promise.all([repaired, looked, fresh]).then(function () {
      takeOver(registration, reload);
    });
  }, reload);
}

// A file that broke off may lie half in the browser's own cache, and some take it for whole, for as long as the host
// allows: a year. So everything the page is made of is fetched past that cache.
function freshen(done) {
  if (!window.fetch || !window.Promise) return done();
  var urls = {};
  function add(address) {
    var link = make('a');
    link.href = address || '';
    if (address && link.host === location.host) urls[link.href] = true;
  }
  var nodes = document.querySelectorAll('script, link, meta[name="course"]');
  for (var i = 0; i < nodes.length; i += 1) {
    var names = ['src', 'href', 'content', 'data-js', 'data-wasm', 'data-notes'];
    for (var j = 0; j < names.length; j += 1) add(nodes[i].getAttribute(names[j]));
  }
  var loaded = window.performance && performance.getEntriesByType ? performance.getEntriesByType('resource') : [];
  for (var k = 0; k < loaded.length; k += 1) add(loaded[k].name);
  function whole(answer) {
    return answer.arrayBuffer();
  }
  Promise.all(
    Object.keys(urls).map(function (url) {
      return fetch(url, { cache: 'reload' }).then(whole).then(null, function () {});
    })
  ).then(done);
}

function serviceWorkers() {
  try {
    return typeof MessageChannel === 'function' && typeof Promise === 'function' ? navigator.serviceWorker : null;
  } catch (error) {
    return null; // some embedded views throw on mere access
  }
}

function askRepair(worker) {
  return new Promise(function (resolve) {
    if (!worker) return resolve();
    var channel = new MessageChannel();
    channel.port1.onmessage = resolve;
    setTimeout(resolve, 8000);
    worker.postMessage({ type: 'verify', deep: true }, [channel.port2]);
  });
}

function takeOver(registration, reload) {
  var next = registration.waiting || registration.installing;
  if (!next) return reload();
  function step() {
    if (next.state === 'installed' && registration.active) next.postMessage({ type: 'activate' });
    if (next.state === 'activated' || next.state === 'redundant') reload();
  }
  next.addEventListener('statechange', step);
  step();
}
