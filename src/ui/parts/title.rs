//! Names of things, and starting a session from wherever one can be started.

use crate::core::course::Course;
use crate::core::filter::Filter;
use crate::core::ids::SessionId;
use crate::core::question::Question;
use crate::core::route::Route;
use crate::core::session::Scope;
use crate::state::{Keep, Prefs, Study};
use crate::ui::router::Router;
use leptos::prelude::*;

/// What a session is called.
pub(crate) fn scope_title(course: &Course, scope: &Scope) -> String {
    match scope {
        Scope::Today => "今日一练".into(),
        Scope::Course => "全部内容".into(),
        Scope::Section(id) => course.section(id).map_or_else(|| "专项练习".into(), |section| section.title.clone()),
        Scope::Concept(id) => course.concept(id).map_or_else(|| "概念练习".into(), |concept| concept.title.clone()),
        Scope::Missed(_) => "错题再练".into(),
        Scope::Contrast(..) => "对比辨析".into(),
        Scope::Due => "智能复习".into(),
        Scope::Mistakes => "错题重练".into(),
        Scope::Weak => "生疏题目".into(),
        Scope::Filter(_) => "专项练习".into(),
        Scope::Challenge => "挑战答题".into(),
    }
}

/// Sets the title of the browser's tab.
pub(crate) fn use_title(title: &str) {
    document().set_title(&format!("{title} · 作表率"));
}

/// Begins sessions. Taken while a component is built, used when something is tapped.
#[derive(Clone, Copy)]
pub(crate) struct Starter {
    study: Study,
    prefs: Prefs,
    router: Router,
}

impl Starter {
    /// The starter for the components here.
    pub(crate) fn expect() -> Self {
        Self { study: Study::expect(), prefs: Prefs::expect(), router: Router::expect() }
    }

    /// Begins a session on some of these questions and goes to its first. Whether there was one.
    pub(crate) fn drill(self, course: &Course, scope: Scope, pool: &[&Question]) -> bool {
        let count = usize::from(self.prefs.get_untracked().session_size);
        self.go(self.study.drill(course, scope, pool, count))
    }

    /// Begins whatever a scope says, also what the first screens have no use for. Whether there was a question.
    pub(crate) fn begin_any(self, keep: Keep, course: &Course, scope: Scope) -> bool {
        match scope {
            Scope::Challenge => self.go(self.study.begin_challenge(course)),
            Scope::Filter(wanted) => untrack(|| {
                let stars = keep.stars(&course.id);
                let filter = Filter::read(&wanted, course);
                let pool = self.study.progress(|progress| filter.pool(course, progress, &stars));
                self.drill(course, Scope::Filter(wanted), &pool)
            }),
            scope => {
                self.begin(course, scope, usize::from(self.prefs.get_untracked().session_size));
                true
            }
        }
    }

    fn go(self, begun: Option<SessionId>) -> bool {
        let is_begun = begun.is_some();
        if let Some(id) = begun {
            self.router.go(Route::Session(id));
        }
        is_begun
    }

    /// Begins a session and goes to its first question. Does nothing when the scope has no question.
    pub(crate) fn begin(self, course: &Course, scope: Scope, count: usize) {
        let limits = self.prefs.get_untracked().pace.limits();
        if let Some(id) = self.study.begin(course, scope, count, limits) {
            self.router.go(Route::Session(id));
        }
    }
}
