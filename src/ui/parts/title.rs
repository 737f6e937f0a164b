//! Names of things, and starting a session from wherever one can be started.

use crate::core::course::Course;
use crate::core::ids::QuestionId;
use crate::core::question::Question;
use crate::core::route::Route;
use crate::core::session::Scope;
use crate::state::{Prefs, Study};
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

    /// Begins a session on some of these questions and goes to its first.
    pub(crate) fn drill(self, course: &Course, scope: Scope, pool: &[&Question]) {
        let count = usize::from(self.prefs.get_untracked().session_size);
        if let Some(id) = self.study.drill(course, scope, pool, count) {
            self.router.go(Route::Session(id));
        }
    }

    /// Begins a session and goes to its first question. Does nothing when the scope has no question.
    pub(crate) fn begin(self, course: &Course, scope: Scope, count: usize) {
        self.begin_among(course, scope, count, &[]);
    }

    /// The same for a scope that may ask for stars: `stars` are the questions with one, sorted. Whether there was a question.
    pub(crate) fn begin_among(self, course: &Course, scope: Scope, count: usize, stars: &[QuestionId]) -> bool {
        let limits = self.prefs.get_untracked().pace.limits();
        let begun = self.study.begin(course, scope, count, limits, stars);
        let is_begun = begun.is_some();
        if let Some(id) = begun {
            self.router.go(Route::Session(id));
        }
        is_begun
    }
}
