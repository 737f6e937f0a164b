/*
 * The first script of the page, and the last resort.
 *
 * It must run where nothing else does: strictly ES5 syntax, no dependency, nothing but DOM calls. It looks whether the
 * browser can run the program, watches that the program really starts, and owns the one page that is shown when it
 * cannot go on. That page works without wasm, and the learner's records can be saved from it.
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

  /* ---------- what the browser must be able to do ---------- */

  // One tiny module with everything that today's Rust emits without being asked: multi-value, externref tables
  // (table.grow), bulk memory (memory.fill), sign extension and saturating conversion. *Compiling* it also tells whether
  // the page's content security policy lets wasm run: older browsers do not know 'wasm-unsafe-eval', and exactly that is
  // what sets the floor (Chrome 97, Firefox 102, Safari 16.4).
  var WASM_PROBE = [
    0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x06, 0x01, 0x60, 0x00, 0x02, 0x7f, 0x7f, 0x03, 0x02, 0x01,
    0x00, 0x04, 0x04, 0x01, 0x6f, 0x00, 0x00, 0x05, 0x03, 0x01, 0x00, 0x00, 0x0a, 0x1f, 0x01, 0x1d, 0x00, 0x41, 0x00,
    0x41, 0x00, 0x41, 0x00, 0xfc, 0x0b, 0x00, 0x43, 0x00, 0x00, 0x00, 0x00, 0xfc, 0x00, 0x1a, 0x41, 0x00, 0xc0, 0xd0,
    0x6f, 0x41, 0x00, 0xfc, 0x0f, 0x00, 0x0b
  ];

  function wasmProblem() {
    if (typeof WebAssembly !== 'object' || typeof Uint8Array !== 'function') return 'WebAssembly';
    try {
      return new WebAssembly.Module(new Uint8Array(WASM_PROBE)) ? '' : 'WebAssembly';
    } catch (error) {
      return 'WebAssembly (' + textOf(error) + ')';
    }
  }

  // IndexedDB and service workers are not asked for: without them the program runs and says itself what is missing.
  // Nor is structuredClone: Chrome 97, the floor, does not have it yet and the program does not call it.
  function missingFeatures() {
    var missing = [];
    function need(name, present) {
      if (!present) missing.push(name);
    }
    need('ES modules', 'noModule' in document.createElement('script'));
    need('fetch', typeof window.fetch === 'function');
    need('Promise', typeof window.Promise === 'function');
    need('BigInt', typeof window.BigInt === 'function');
    need('TextDecoder', typeof window.TextDecoder === 'function');
    need('crypto.getRandomValues', !!window.crypto && typeof window.crypto.getRandomValues === 'function');
    var wasm = wasmProblem();
    if (wasm) missing.push(wasm);
    return missing;
  }

  /* ---------- words ---------- */

  var KEPT = '学习记录另外存放在这个浏览器里，没有受影响。';

  var PAGES = {
    'old-browser': {
      title: '浏览器版本太旧，打不开“' + NAME + '”',
      text: ['需要下面任意一种浏览器，或它们的更新版本：'],
      list: ['Chrome、Edge 97，以及内核不低于 97 的手机浏览器', 'Firefox 102', 'Safari 16.4（iPhone、iPad 需要 iOS / iPadOS 16.4）'],
      after: oldBrowserAdvice,
      again: '重新打开'
    },
    load: {
      title: '没有打开成功',
      text: ['程序文件没有下载完整，多半是网络中断或太慢。请检查网络，再点“再试一次”。', KEPT],
      again: '再试一次'
    },
    slow: {
      title: '打开得比平时慢',
      text: ['程序文件还在下载，下载完会自动打开。可以再等一等，也可以检查网络后点“再试一次”。'],
      again: '再试一次'
    },
    course: {
      title: '课程文件读不出来',
      text: ['保存在本机的课程文件可能已经损坏。请联网后点“重新打开”，程序会检查并重新下载。', KEPT],
      again: '重新打开'
    },
    panic: {
      title: '程序出错，已经停下',
      text: [
        '已经显示“已保存”的作答都在本机。点“重新打开”可以接着学。',
        '如果反复出错，请先点“导出我的数据”另存一份，再把“错误详情”告诉维护者。'
      ],
      again: '重新打开'
    },
    'storage-newer': {
      title: '学习数据来自更新的版本',
      text: [
        '本机的学习数据由更新版本的“' + NAME + '”保存。为了不损坏数据，现在这个版本没有打开它。',
        '请联网后点“重新打开”，程序会更新。'
      ],
      again: '重新打开'
    }
  };

  function oldBrowserAdvice() {
    var lines = [];
    if (wechat && ios) lines.push('现在是在微信里打开的：点右上角 ⋯，选择“在 Safari 中打开”。');
    else if (wechat) lines.push('现在是在微信里打开的：点右上角 ⋯，选择“在浏览器打开”。');
    if (ios) {
      lines.push('iPhone、iPad 上所有浏览器都跟随系统版本：请到“设置 › 通用 › 软件更新”更新系统。');
      lines.push('如果开启了“锁定模式”，请在浏览器的网站设置里为本网站关闭它。');
    } else {
      lines.push('请把浏览器更新到最新版本，或者换一个新的浏览器打开本页。');
    }
    lines.push('学习记录只存放在这个浏览器里。换浏览器之前，可以先点“导出我的数据”另存一份。');
    return lines;
  }

  /* ---------- small DOM helpers (text only, never markup) ---------- */

  function make(tag, className, text) {
    var node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  }

  function makeButton(className, text, action) {
    var button = make('button', className, text);
    button.type = 'button';
    button.addEventListener('click', action);
    return button;
  }

  function textOf(value) {
    if (value === undefined || value === null) return '';
    if (typeof value === 'string') return value;
    if (typeof value === 'object' && value.message) {
      var head = (value.name ? value.name + ': ' : '') + value.message;
      var stack = value.stack ? String(value.stack) : '';
      return stack.indexOf(value.message) >= 0 ? stack : stack ? head + '\n' + stack : head;
    }
    return String(value);
  }

  /* ---------- the page ---------- */

  var shown = null; // { kind, page, detail, restore() } of the page on screen
  var notes = []; // technical text collected so far

  function note(text) {
    if (!text) return;
    var size = notes.join('\n').length;
    if (size < DETAIL_LIMIT && notes.indexOf(text) < 0) notes.push(text.slice(0, DETAIL_LIMIT - size));
    if (shown) shown.detail.textContent = detailText(shown.kind);
  }

  function detailText(kind) {
    return [
      NAME + ' ' + build + ' · ' + kind,
      new Date().toISOString() + ' · ' + location.pathname,
      agent,
      notes.join('\n')
    ].join('\n');
  }

  // Hides everything beside `node`, also from assistive technology, and returns the undoing. `display` is set as well
  // because a style sheet may override [hidden].
  function hideOthers(node) {
    var hidden = [];
    var children = document.body.children;
    for (var i = 0; i < children.length; i += 1) {
      var child = children[i];
      if (child === node || child.tagName === 'SCRIPT' || child.hidden) continue;
      hidden.push({ node: child, display: child.style.display });
      child.hidden = true;
      child.style.display = 'none';
    }
    return function () {
      for (var j = 0; j < hidden.length; j += 1) {
        hidden[j].node.hidden = false;
        hidden[j].node.style.display = hidden[j].display;
      }
    };
  }

  function closeDialogs() {
    // An open modal dialog would keep the rest of the document inert, this page included.
    var open = document.querySelectorAll('dialog[open]');
    for (var i = 0; i < open.length; i += 1) {
      if (open[i].close) open[i].close();
    }
  }

  // `kind` names the page, `passing` says that the program may still start and the page then goes away again.
  function show(kind, passing) {
    var page = PAGES[kind];
    var host = make('main', 'fail');
    if (!document.body) document.documentElement.appendChild(make('body'));
    closeDialogs();
    if (!passing) {
      var app = document.getElementById('app');
      while (app && app.firstChild) app.removeChild(app.firstChild);
    }
    // Beside the program's own elements, so that their layout has no say in it.
    document.body.insertBefore(host, document.body.firstChild);
    var unhide = hideOthers(host);

    var card = make('div', 'fail-card');
    card.setAttribute('role', 'alert');
    var heading = make('h1', '', page.title);
    heading.tabIndex = -1;
    card.appendChild(heading);
    addParagraphs(card, page.text);
    if (page.list) {
      var list = make('ul');
      for (var i = 0; i < page.list.length; i += 1) list.appendChild(make('li', '', page.list[i]));
      card.appendChild(list);
    }
    if (page.after) addParagraphs(card, page.after());
    if (kind === 'load' && navigator.onLine === false) addParagraphs(card, ['现在没有连上网络。']);

    var actions = make('div', 'fail-actions');
    var status = make('p', 'fail-status');
    status.setAttribute('role', 'status');
    var again = makeButton('button primary', page.again, function () {
      again.disabled = true;
      status.textContent = '正在重新打开…';
      reopen();
    });
    actions.appendChild(again);
    actions.appendChild(document.createTextNode(' ')); // a gap even without the style sheet
    if ((kind === 'panic' || kind === 'course') && location.pathname !== base) {
      // The address itself may be what goes wrong: offer a way round it.
      var home = make('a', 'button', '回到首页');
      home.href = base;
      actions.appendChild(home);
      actions.appendChild(document.createTextNode(' '));
    }
    var save = makeButton('button', '导出我的数据', function () {
      save.disabled = true;
      exportData(card, status, function () {
        save.disabled = false;
      });
    });
    actions.appendChild(save);
    card.appendChild(actions);
    card.appendChild(status);

    var details = make('details', 'fail-detail');
    details.appendChild(make('summary', '', '错误详情'));
    var detail = make('pre', '', '');
    detail.style.whiteSpace = 'pre-wrap'; // also without the style sheet, long lines must not widen the page
    detail.style.overflowWrap = 'anywhere';
    details.appendChild(detail);
    details.appendChild(
      makeButton('button', '复制详情', function () {
        copyText(detail.textContent, detail, status);
      })
    );
    card.appendChild(details);
    host.appendChild(card);

    var title = document.title;
    document.title = page.title + ' · ' + NAME;
    shown = {
      kind: kind,
      passing: passing,
      detail: detail,
      restore: function () {
        if (host.parentNode) host.parentNode.removeChild(host);
        unhide();
        document.title = title;
        shown = null;
      }
    };
    detail.textContent = detailText(kind);
    heading.focus();
  }

  function addParagraphs(parent, lines) {
    for (var i = 0; i < lines.length; i += 1) parent.appendChild(make('p', '', lines[i]));
  }

  /* ---------- opening again ---------- */

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

  /* ---------- saving the records without the program ---------- */

  function exportData(card, status, finished) {
    status.textContent = '正在读取本机数据…';
    readDatabase(function (problem, database) {
      finished();
      if (problem) {
        status.textContent = problem;
        return;
      }
      var now = new Date();
      var counted = 0;
      for (var name in database.stores) counted += database.stores[name].length;
      var text = JSON.stringify({
        app: DATABASE,
        kind: 'raw-export',
        schema: database.schema,
        build: build,
        exported_at: now.toISOString(),
        unreadable: database.unreadable,
        stores: database.stores
      });
      var file = NAME + '-数据-' + stamp(now) + '.json';
      var words = counted + ' 条记录';
      if (database.unreadable) words += '（另有 ' + database.unreadable + ' 条读不出来）';
      // No browser tells whether a download arrived: the text is always there to copy.
      var saved = download(text, file);
      status.textContent = saved
        ? '已导出 ' + words + '，文件名“' + file + '”。请在下载文件里查看；如果没有找到，可以复制下面的文字保存。'
        : '这里不能保存文件。全部 ' + words + '写在下面的文字里，请复制后另存为“' + file + '”。';
      showText(card, text, status);
    });
  }

  function stamp(now) {
    function two(number) {
      return (number < 10 ? '0' : '') + number;
    }
    var day = '' + now.getFullYear() + two(now.getMonth() + 1) + two(now.getDate());
    return day + '-' + two(now.getHours()) + two(now.getMinutes());
  }

  // Opens the database without a version, so that whatever is there is read as it is, and never creates one.
  // `callback(problem)` or `callback('', { schema, stores, unreadable })`, exactly once.
  function readDatabase(callback) {
    var done = false;
    var connection = null;
    function finish(problem, result) {
      if (connection) connection.close();
      connection = null;
      if (done) return;
      done = true;
      callback(problem, result);
    }
    var none = '这个浏览器里还没有学习数据，没有可以导出的内容。';
    var factory;
    try {
      factory = window.indexedDB;
    } catch (error) {
      factory = null;
    }
    if (!factory) return finish('这个浏览器不能保存学习数据（可能是无痕模式），没有可以导出的内容。');
    setTimeout(function () {
      finish('读取本机数据超时。请关闭本站的其他标签页，再试一次。');
    }, 30000);

    function open() {
      var request;
      try {
        request = factory.open(DATABASE);
      } catch (error) {
        return finish('打不开本机数据：' + textOf(error));
      }
      var absent = false;
      request.onupgradeneeded = function () {
        absent = true; // asked for no version and yet an upgrade: the database is not there
        request.transaction.abort();
      };
      request.onerror = function (event) {
        if (event && event.preventDefault) event.preventDefault();
        finish(absent ? none : '打不开本机数据：' + textOf(request.error));
      };
      request.onsuccess = function () {
        connection = request.result;
        if (done) return finish();
        connection.onversionchange = function () {
          if (connection) connection.close();
        };
        readStores(connection, finish);
      };
    }

    if (typeof factory.databases !== 'function') return open();
    factory.databases().then(function (list) {
      for (var i = 0; i < list.length; i += 1) {
        if (list[i].name === DATABASE) return open();
      }
      finish(none);
    }, open);
  }

  // One transaction over all stores: a snapshot that fits together.
  function readStores(db, finish) {
    var result = { schema: db.version, stores: {}, unreadable: 0 };
    var names = [];
    for (var i = 0; i < db.objectStoreNames.length; i += 1) names.push(db.objectStoreNames[i]);
    if (!names.length) return finish('', result);
    var transaction;
    try {
      transaction = db.transaction(names, 'readonly');
    } catch (error) {
      return finish('读取本机数据时出错：' + textOf(error));
    }
    transaction.oncomplete = function () {
      addUnsaved(result.stores);
      finish('', result);
    };
    transaction.onabort = function () {
      finish('读取本机数据时出错：' + textOf(transaction.error));
    };
    names.forEach(function (name) {
      var records = (result.stores[name] = []);
      var store = transaction.objectStore(name);
      // A checkpoint is made from the log again; in an export it would only be in the way.
      function add(key, value) {
        if (name !== 'kv' || String(key).indexOf('checkpoint')) records.push({ key: plain(key), value: plain(value) });
      }
      function fast() {
        var keys = store.getAllKeys();
        var values = store.getAll();
        values.onsuccess = function () {
          for (var j = 0; j < values.result.length; j += 1) {
            add(keys.result[j], values.result[j]);
          }
        };
        values.onerror = function (event) {
          event.preventDefault(); // or the transaction would abort
          event.stopPropagation();
          slow();
        };
      }
      // One unreadable record fails getAll for its whole store. Then record by record: what cannot be read is counted.
      function slow() {
        var cursors = store.openKeyCursor ? store.openKeyCursor() : store.openCursor();
        cursors.onsuccess = function () {
          var cursor = cursors.result;
          if (!cursor) return;
          var key = cursor.primaryKey;
          var one = store.get(key);
          one.onsuccess = function () {
            add(key, one.result);
          };
          one.onerror = function (event) {
            event.preventDefault();
            event.stopPropagation();
            result.unreadable += 1;
          };
          cursor['continue']();
        };
      }
      if (store.getAll && store.getAllKeys) fast();
      else slow();
    });
  }

  // What a page that was left had not saved waits for the next start of the program, which may never come. A line is when
  // that was, store, key and text (src/storage/unsaved.rs).
  function addUnsaved(stores) {
    var lines = [];
    try {
      lines = (window.localStorage.getItem('biaoshuai.unsaved') || '').split('\n');
    } catch (error) {
      // Storage is forbidden here, so nothing waits in it.
    }
    lines.forEach(function (line) {
      var parts = line.split('\u0001');
      var records = parts[3] && stores[parts[1]];
      if (!records) return;
      var known = records.some(function (record) {
        return record.key === parts[2];
      });
      if (!known) records.push({ key: parts[2], value: parts[3] });
    });
  }

  // JSON knows no dates, bytes, big integers or maps; each gets a small tagged object so that nothing is lost.
  function plain(value) {
    if (typeof value === 'bigint') return { $bigint: String(value) };
    if (typeof value === 'number' && !isFinite(value)) return { $number: String(value) };
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof Date) return { $date: isNaN(value) ? null : value.toISOString() };
    if (value instanceof ArrayBuffer) return { $bytes: base64(new Uint8Array(value)) };
    if (ArrayBuffer.isView(value)) {
      return { $bytes: base64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
    }
    var copy;
    if (typeof Map === 'function' && value instanceof Map) {
      copy = [];
      value.forEach(function (item, key) {
        copy.push([plain(key), plain(item)]);
      });
      return { $map: copy };
    }
    if (typeof Set === 'function' && value instanceof Set) {
      copy = [];
      value.forEach(function (item) {
        copy.push(plain(item));
      });
      return { $set: copy };
    }
    if (typeof Blob === 'function' && value instanceof Blob) return { $blob: value.type, size: value.size };
    if (Array.isArray(value)) return value.map(plain);
    copy = {};
    Object.keys(value).forEach(function (key) {
      copy[key] = plain(value[key]);
    });
    return copy;
  }

  function base64(bytes) {
    var text = '';
    for (var i = 0; i < bytes.length; i += 1) text += String.fromCharCode(bytes[i]);
    return btoa(text);
  }

  // A picture as a file: SVG as it is, PNG drawn at twice its size; 'share' hands the PNG to another app, where the
  // browser can do that.
  function savePicture(name, kind, text) {
    if (kind === 'svg') return download(text, name + '.svg', 'image/svg+xml');
    var image = new Image();
    var address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
    image.onload = function () {
      var canvas = make('canvas');
      canvas.width = image.naturalWidth * 2;
      canvas.height = image.naturalHeight * 2;
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(address);
      canvas.toBlob(function (blob) {
        if (!blob) return;
        var file = kind === 'share' && window.File ? new File([blob], name + '.png', { type: 'image/png' }) : null;
        var parcel = { files: [file] };
        if (!file || !navigator.canShare || !navigator.canShare(parcel)) return download(blob, name + '.png', 'image/png');
        // Whoever closes the sheet without sharing wants nothing else.
        navigator.share(parcel).then(null, function (error) {
          if (error.name !== 'AbortError') download(blob, name + '.png', 'image/png');
        });
      }, 'image/png');
    };
    image.src = address;
  }

  // The number of questions that are due, on the icon of the installed app; where that cannot be, nothing happens.
  function badge(count) {
    var set = navigator.setAppBadge;
    if (set) set.call(navigator, +count).then(null, function () {});
  }

  // A verdict to be felt and heard: `how` names 'vibrate' and 'sound'.
  function feel(right, how) {
    if (how.indexOf('vibrate') >= 0 && navigator.vibrate) navigator.vibrate(right ? 20 : [40, 60, 40]);
    var Audio = window.AudioContext || window.webkitAudioContext;
    if (how.indexOf('sound') < 0 || !Audio) return;
    try {
      var audio = (feel.audio = feel.audio || new Audio());
      var tone = audio.createOscillator();
      var volume = audio.createGain();
      var now = audio.currentTime;
      tone.frequency.value = right ? 660 : 220;
      volume.gain.setValueAtTime(0.12, now);
      volume.gain.exponentialRampToValueAtTime(0.001, now + 0.25);
      tone.connect(volume);
      volume.connect(audio.destination);
      tone.start(now);
      tone.stop(now + 0.25);
    } catch (error) {
      note(textOf(error)); // silence is no trouble
    }
  }

  function download(content, name, type) {
    try {
      var link = make('a');
      if (wechat || !('download' in link)) return false; // a page inside WeChat cannot save files
      var address = URL.createObjectURL(new Blob([content], { type: type || 'application/json' }));
      link.href = address;
      link.download = name;
      link.hidden = true;
      document.body.appendChild(link);
      link.click();
      document.body.removeChild(link);
      setTimeout(function () {
        URL.revokeObjectURL(address);
      }, 60000);
      return true;
    } catch (error) {
      note(textOf(error));
      return false;
    }
  }

  function showText(card, text, status) {
    var old = card.querySelector('.fail-text');
    if (old) old.parentNode.removeChild(old);
    var box = make('div', 'fail-text');
    var label = make('label', '', '数据文字');
    var area = make('textarea');
    label.style.display = 'block';
    area.style.width = '100%';
    area.style.boxSizing = 'border-box';
    area.id = 'fail-text';
    area.readOnly = true;
    area.rows = 6;
    area.value = text;
    label.setAttribute('for', area.id);
    box.appendChild(label);
    box.appendChild(area);
    box.appendChild(
      makeButton('button', '复制全部文字', function () {
        copyText(text, area, status);
      })
    );
    card.insertBefore(box, card.querySelector('.fail-detail'));
  }

  function copyText(text, node, status) {
    function say(ok) {
      status.textContent = ok ? '已复制。' : '不能自动复制：文字已选中，请手动复制。';
    }
    function byHand() {
      if (node.select) {
        node.focus();
        node.select();
      } else {
        var range = document.createRange();
        range.selectNodeContents(node);
        var selection = window.getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
      }
      var ok = false;
      try {
        ok = document.execCommand('copy');
      } catch (error) {
        ok = false;
      }
      say(ok);
    }
    if (!navigator.clipboard || !navigator.clipboard.writeText) return byHand();
    navigator.clipboard.writeText(text).then(function () {
      say(true);
    }, byHand);
  }

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
