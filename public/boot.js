/*
 * The first script of the page, and the last resort.
 *
 * It must run where nothing else does: strictly ES5 syntax, no dependency, nothing but DOM calls. It looks whether the
 * browser can run the program, watches that the program really starts, and owns the one page that is shown when it
 * cannot go on. That page works without wasm, and the learner's records can be saved from it.
 *
 * It is one file, for one that does not come is one less: the build puts its parts, which lie in boot/, into the function
 * below, where they see its variables and each other's functions.
 */
(function () {
  'use strict';

  var NAME = '作表率';
  var DATABASE = 'biaoshuai';
  var START_LIMIT = 20000; // ms from DOMContentLoaded until the notice "slower than usual"
  var GRACE = 3000; // ms that an error of unknown origin (often a script injected by an in-app browser) is only noted
  var DETAIL_LIMIT = 8000; // characters of technical text kept: a broken program may report without end

  var agent = navigator.userAgent || '';
  var ios = /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && navigator.maxTouchPoints > 1);
  var wechat = /MicroMessenger/i.test(agent);

  function metaContent(name) {
    var tag = document.querySelector('meta[name="' + name + '"]');
    return (tag && tag.getAttribute('content')) || '';
  }

  // Theme and text size as last set, before anything is painted; the program keeps the truth in the database.
  (function () {
    var look = null;
    try {
      look = window.localStorage.getItem('biaoshuai.look');
    } catch (error) {
      // Storage is forbidden here: the page follows the system.
    }
    var parts = /^(system|light|dark) ([0-9]{3})$/.exec(look || '');
    if (!parts) return;
    document.documentElement.setAttribute('data-theme', parts[1]);
    document.documentElement.setAttribute('data-text', parts[2]);
  })();

  var build = metaContent('build') || '未知';
  var base = document.documentElement.getAttribute('data-base') || '/';

  /*__PART__ probe.js*/
  /*__PART__ words.js*/
  /*__PART__ page.js*/
  /*__PART__ reopen.js*/
  /*__PART__ records.js*/
  /*__PART__ half_made.js*/
  /*__PART__ device.js*/

  /* ---------- what the rest of the page calls ---------- */

  function signal(name) {
    if (typeof window.CustomEvent === 'function') window.dispatchEvent(new CustomEvent(name));
  }

  // Shows the error page. A final page stays: later reports only add to its details. 'load' gives way when the program
  // starts after all.
  function fail(kind, detail) {
    note(textOf(detail));
    if (!PAGES[kind]) kind = 'panic';
    var passing = kind === 'load' || kind === 'slow';
    if (shown && (!shown.passing || shown.kind === kind || kind === 'slow')) return;
    if (passing && api.running) return;
    if (!passing && !api.failed) api.failed = kind;
    if (document.readyState === 'loading' && !late) {
      // The page's body is still to come.
      document.addEventListener('DOMContentLoaded', function () {
        fail(kind);
      });
      return;
    }
    if (shown) shown.restore();
    show(kind, passing);
    signal('biaoshuai:failed');
  }

  function started() {
    if (api.running) return;
    api.running = true;
    clearTimeout(watchdog);
    if (shown && shown.passing) shown.restore();
    signal('biaoshuai:started');
  }

  var api = {
    build: build,
    base: base,
    supported: true, // false: the browser is too old, nothing may be started
    running: false, // true once the program has called started()
    failed: '', // kind of the final error page, if one is shown
    offline: null, // last offline state, written by start.js
    update: null, // { waiting: true, build } when a new build may be opened, written by start.js
    fail: fail,
    reopen: reopen,
    started: started,
    opened: opened,
    makeAnew: makeAnew,
    download: download,
    savePicture: savePicture,
    badge: badge,
    feel: feel,
    ios: ios,
    // Copies the text of the named element; what comes of it is said in the element with role "status" beside it.
    copyFrom: function (id) {
      var node = document.getElementById(id);
      if (node) copyText(node.textContent, node, node.parentNode.querySelector('[role="status"]'));
    },
    // Saves the records as a file; what comes of it is said in the element with role "status" inside the named one.
    exportData: function (id) {
      var card = document.getElementById(id);
      var status = card && card.querySelector('[role="status"]');
      if (status) exportData(card, status, function () {});
    }
  };
  window.biaoshuai = api;

  /* ---------- watching the start ---------- */

  var watchdog = 0;
  var late = false; // the page itself should have been there long ago

  function later(text) {
    note(text);
    setTimeout(function () {
      if (!api.running) fail('load', text);
    }, GRACE);
  }

  function onError(event) {
    var source = event.target;
    if (source && source !== window) {
      // A file did not load. Only a script is essential: a missing style sheet or picture leaves a usable page.
      var address = source.src || source.href || '';
      if (api.running) return;
      if (source.tagName === 'SCRIPT') fail('load', '没有加载：' + address);
      else note('没有加载：' + address);
      return;
    }
    var text = textOf(event.error) || event.message || '';
    if (isTrap(event.error)) return fail('panic', text);
    if (api.running) return;
    var ours = event.filename && event.filename.indexOf(location.protocol + '//' + location.host + '/') === 0;
    if (ours) fail('load', text + ' (' + event.filename + ':' + event.lineno + ')');
    else note(text);
  }

  // A trap without a panic (stack exhausted, memory exhausted) leaves the program broken without a word from Rust.
  function isTrap(error) {
    return typeof WebAssembly === 'object' && !!error && error instanceof WebAssembly.RuntimeError;
  }

  function onRejection(event) {
    if (isTrap(event.reason)) fail('panic', textOf(event.reason));
    else if (!api.running) later(textOf(event.reason));
  }

  function watch() {
    // The page's own words are for when no script comes.
    var stuck = document.querySelector('.opening .stuck');
    if (stuck) stuck.hidden = true;
    watchdog = setTimeout(function () {
      if (!api.running) fail('slow', '');
    }, START_LIMIT);
  }

  var missing = missingFeatures();
  if (missing.length) {
    api.supported = false;
    fail('old-browser', '缺少：' + missing.join('、'));
    return;
  }
  window.addEventListener('error', onError, true);
  window.addEventListener('unhandledrejection', onRejection);
  if (document.readyState === 'complete') watch();
  else document.addEventListener('DOMContentLoaded', watch);
  // Of a page that broke off some browsers never say that it is there.
  setTimeout(function () {
    late = true;
    if (!watchdog && !api.running) fail('slow', '');
  }, START_LIMIT);
})();
