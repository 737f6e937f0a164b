// Part of boot.js: the page for trouble, made of text only, never of markup.

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
