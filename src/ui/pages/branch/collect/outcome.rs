//! What became of something that was scanned, typed or in a file, in words.

use crate::core::handin::{COLLECTED_MAX, Collection, Entry, Taken};
use crate::ui::view;
use leptos::prelude::*;

/// An outcome with its sign.
#[derive(Clone, PartialEq)]
pub(super) struct Told {
    pub(super) sign: Sign,
    pub(super) words: String,
}

/// Seen from afar.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Taken.
    Good,
    /// There already.
    Known,
    /// Not taken.
    Bad,
}

impl Sign {
    /// Class and icon.
    pub(super) const fn look(self) -> (&'static str, &'static str) {
        match self {
            Self::Good => ("good", "check"),
            Self::Known => ("", "half"),
            Self::Bad => ("bad", "cross"),
        }
    }
}

impl Told {
    pub(super) fn no_paper() -> Self {
        Self::bad("还没有选卷子。")
    }

    pub(super) fn bad(words: impl Into<String>) -> Self {
        Self { sign: Sign::Bad, words: words.into() }
    }

    /// What became of a text.
    pub(super) fn of(taken: Taken, collection: &Collection) -> Self {
        let told = |sign, before: &str, place: usize| {
            let entry = &collection.entries[place];
            let words =
                format!("{before}{}，{} 分。共 {} 份。", who(entry, place), entry.earned, collection.entries.len());
            Self { sign, words }
        };
        Self::bad(match taken {
            Taken::Added => return told(Sign::Good, "收到：", collection.entries.len() - 1),
            Taken::Replaced(place) => return told(Sign::Good, "已更新：", place),
            Taken::Duplicate(place) => return told(Sign::Known, "已经收过，没有重复计：", place),
            Taken::OtherPaper(Some(code)) => {
                return Self::bad(format!(
                    "这是另一份卷子（卷号 {code}）的结果，没有收。现在收的是 {}。",
                    collection.code()
                ));
            }
            Taken::OtherPaper(None) => "这串交卷码属于另一份卷子，没有收。请核对双方的卷号。",
            Taken::OtherCourse => "这是另一门课程的结果，没有收。请核对双方打开的课程。",
            Taken::OtherEdition => {
                "这份结果出自课程的另一个版本，题目不一样，没有收。请双方联网刷新到最新版，用新卷号再做。"
            }
            Taken::Damaged => "这份结果缺损或有错，没有收。扫码的请再扫一次，输入的请从头核对，文件请重新存一份。",
            Taken::Newer => "对方的程序比这里新，读不了，没有收。请在这台设备上联网刷新，更新后再收。",
            Taken::PaperCode => "这是卷号，不是结果。请对方打开考试成绩，点“交卷给主持人”，出示那里的二维码。",
            Taken::NotOurs => "这不是交卷的内容，没有收。请对方打开考试成绩，点“交卷给主持人”。",
            Taken::TooMany => {
                return Self::bad(format!("已经收满 {COLLECTED_MAX} 份，没有再收。请换一份新卷子接着收。"));
            }
        })
    }

    pub(super) fn draw(self) -> AnyView {
        let (class, icon) = self.sign.look();
        view! { <p class=format!("status-line told {class}")><Icon name=icon/><span>{self.words}</span></p> }
    }
}

/// A result as the host calls it: by its name, or by its number in the list.
pub(super) fn who(entry: &Entry, place: usize) -> String {
    entry.name.clone().unwrap_or_else(|| format!("第 {} 份", place + 1))
}
