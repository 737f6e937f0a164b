// Part of boot.js: what the device does for the program: files, pictures, copying, a badge, sound.

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
