// Part of boot.js: what the page for trouble says.

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
