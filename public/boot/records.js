// Part of boot.js: saving the records without the program.

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
