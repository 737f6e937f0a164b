// Part of boot.js: a database that the browser began to make and can never open.

// WebKit makes the tables of a new database one by one. Killed in between, it leaves what it can never open, and says so
// in these words, whatever is tried. Nothing was ever in it. But it may say the same of a whole one that it cannot read
// just now, so one that was ever opened is never cleared.
var HALF_MADE = 'Unable to establish IDB database file';
var OPENED = 'biaoshuai.opened';
var SECOND_LOOK = 1000; // ms until it is looked at again
var CLEAR_LIMIT = 8000; // ms for all of it

// The program has opened the database.
function opened() {
  try {
    if (!window.localStorage.getItem(OPENED)) window.localStorage.setItem(OPENED, '1');
  } catch (error) {
    // Where nothing can be noted nothing is cleared either.
  }
}

function neverOpened() {
  try {
    // One that can only be read says nothing by what is not in it.
    window.localStorage.setItem(OPENED + '?', '1');
    window.localStorage.removeItem(OPENED + '?');
    return !window.localStorage.getItem(OPENED) && !window.localStorage.getItem('biaoshuai.unsaved');
  } catch (error) {
    return false;
  }
}

// Why the database did not open; then whether it is worth another try.
function makeAnew(problem) {
  if (problem.indexOf(HALF_MADE) < 0) return Promise.resolve(false);
  function wait(ms) {
    return new Promise(function (resolve) {
      setTimeout(resolve, ms);
    });
  }
  function look() {
    return wait(SECOND_LOOK)
      .then(function () {
        return window.indexedDB.databases();
      })
      .then(function (list) {
        var listed = list.some(function (one) {
          return one.name === DATABASE;
        });
        return listed || !neverOpened() || clearUnlessItOpens();
      });
  }
  // One tab after the other, or one would clear what another has just made.
  var looked = navigator.locks ? navigator.locks.request(OPENED, look) : look();
  return Promise.race([looked, wait(CLEAR_LIMIT)]);
}

function clearUnlessItOpens() {
  return new Promise(function (resolve) {
    var opening = window.indexedDB.open(DATABASE);
    function tryAgain() {
      resolve(true);
    }
    opening.onupgradeneeded = function () {
      opening.transaction.abort(); // it is gone, and to make it is the program's
    };
    opening.onsuccess = function () {
      opening.result.close();
      tryAgain();
    };
    opening.onerror = function (event) {
      event.preventDefault();
      if (textOf(opening.error).indexOf(HALF_MADE) < 0) return tryAgain();
      var clearing = window.indexedDB.deleteDatabase(DATABASE);
      clearing.onsuccess = clearing.onerror = tryAgain;
    };
  });
}
