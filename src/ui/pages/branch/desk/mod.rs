//! The desk: a new plan in a few taps, and everything there is already.

mod fresh;
mod kept;
mod offline;

pub(super) use kept::{duplicate, forget};

use super::collect::FREE;
use super::when_there;
use crate::core::route::Route;
use crate::state::meeting::check;
use crate::state::{Keep, Library, Study};
use crate::ui::parts::{SaveStatus, use_title};
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;

/// The screen.
pub(super) fn desk() -> AnyView {
    use_title("支部学习");
    when_there(there)
}

fn there() -> AnyView {
    let (keep, router) = (Keep::expect(), Router::expect());
    let course = Library::expect().current();
    super::record::settle(keep, &course);
    let (running, plans, records) = (course.clone(), course.clone(), course.clone());
    view! {
        <Link to=Route::Learn class="crumb"><Icon name="back"/>"学习"</Link>
        <header class="page-head">
            <h1>"支部学习"</h1>
            <p class="quiet">"一台电脑接上投影，全支部一起学、一起答，不用手机，也不用联网。会后自动留下台账，名单和成绩都只存在这台设备上。"</p>
            {offline::line()}
        </header>
        <div class="stack-l">
            {move || kept::running(keep, &running)}
            {fresh::fresh(keep, router, &course)}
            {move || kept::plans(keep, router, &plans)}
            {move || kept::records(keep, &records)}
            <section class="stack-s"><h2>"不开会，只收卷"</h2>
                <Link to=Route::Collect(FREE.into()) class="row concept-row"><span class="grow">"收卷"<br/><span class="hint">"给一个卷号，收大家手机上的结果"</span></span><Icon name="next"/></Link>
            </section>
            {unreadable(check(keep, Study::expect()))}
            <SaveStatus/>
        </div>
    }
}

/// What is said of records that cannot be read.
fn unreadable(count: usize) -> Option<AnyView> {
    (count > 0).then(|| {
        let words = format!("有 {count} 份方案、会议或台账读不出来，已原样保留，其余不受影响。是哪些，写在“我”里。");
        view! { <p class="status-line bad" role="status" id="unreadable"><Icon name="warn"/><span>{words}</span></p> }
    })
}
