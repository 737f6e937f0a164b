//! What an exam came to.

use super::past::passed;
use super::when_there;
use crate::core::course::Course;
use crate::core::exam::{Grade, PaperCode, ScoreReport, Share, Sitting, Variant};
use crate::core::ids::SessionId;
use crate::core::question::{BLANK, Question};
use crate::core::route::Route;
use crate::core::session::Scope;
use crate::state::clock;
use crate::ui::pages::marks::answer;
use crate::ui::pages::summary::{again, tally};
use crate::ui::parts::{SaveStatus, Starter, steps, use_title};
use crate::ui::question::verdict_words;
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// The screen, at any later time too.
pub(crate) fn result(id: SessionId) -> AnyView {
    use_title("考试成绩");
    when_there(id, draw)
}

fn draw(course: Arc<Course>, sitting: Sitting) -> AnyView {
    let (Some(report), Some(closed)) = (sitting.report(&course), sitting.closed) else {
        return view! {
            <div class="empty">
                <h1>"还没有交卷"</h1>
                <Link to=Route::Exam(sitting.id) class="button primary">"继续考试"</Link>
            </div>
        };
    };
    let ScoreReport { marks, pass, score, void, sections, kinds, weak, .. } = report;
    let headline = format!("{} 分，{}", marks.earned, passed(report.passed));
    let minutes = sitting.used_ms(closed.at).div_ceil(60_000);
    let how = if closed.by_time { "时间到，自动交卷" } else { "提前交卷" };
    let about = format!("满分 {} 分，{pass} 分及格。用时 {minutes} 分钟，{how}。", marks.of);
    let open = (score.open > 0).then(|| view! { <span class="verdict">{format!("未答 {}", score.open)}</span> });
    let void = (void > 0).then(|| view! { <p class="hint">{format!("有 {void} 题在考试期间更新过，按满分计。")}</p> });
    let title = |id: &_| course.section(id).map_or_else(|| "已撤下的一节".to_owned(), |section| section.title.clone());
    let sections = sections.iter().map(|(id, share)| (title(id), *share)).collect();
    let kinds = kinds.iter().map(|(kind, share)| (kind.name().to_owned(), *share)).collect();
    let weak = weak.into_iter().map(|it| (it.concept, format!("失 {} 分", it.lost))).collect();
    let weak = again(&course, weak);
    let code = same_paper(&sitting);
    let hand_in = code.is_some().then(|| {
        let to = Route::HandIn(sitting.id.clone());
        view! { <Link to=to class="button"><Icon name="screen"/>"交卷给主持人"</Link> }
    });
    let missed = missed(&course, &sitting);
    let (asked, about_all) =
        (sitting.slots.len(), format!("{} · {} 卷", clock::format(closed.at), sitting.paper.variant.name()));
    let rows = {
        let (course, sitting) = (Arc::clone(&course), Arc::new(sitting));
        steps(0, asked, Arc::new(move |place| row(&course, &sitting, place)))
    };
    view! {
        <Link to=Route::Exams class="crumb"><Icon name="back"/>"模拟考试"</Link>
        <header class="page-head stack-s">
            <p class="hint num">{about_all}</p>
            <h1 class="num">{headline}</h1>
            <p class="quiet num" id="about">{about}</p>
            <div class="row wrap tally">{tally(score)}{open}<SaveStatus/></div>
            {void}
            {hand_in}
        </header>
        <div class="stack-l">
            {shares("各题型得分", kinds)}
            {shares("各节得分", sections)}
            {weak}
            <section class="stack-s"><h2>"逐题回看"</h2><ol class="rows review">{rows}</ol></section>
            {code}
        </div>
        <div class="actions">
            {missed}
            <div class="row"><Link to=Route::Exams class="button grow">"再考一次"</Link><Link to=Route::Home class="button grow">"今天到这里"</Link></div>
        </div>
    }
}

fn shares(name: &'static str, shares: Vec<(String, Share)>) -> AnyView {
    let rows: Vec<AnyView> = shares
        .into_iter()
        .map(|(name, Share { questions, earned, of })| {
            let count = format!("{questions} 题");
            view! { <li class="row concept-row"><span class="grow">{name}</span><span class="hint num">{count}</span><span class="num">{format!("{earned} / {of} 分")}</span></li> }
        })
        .collect();
    view! { <section class="stack-s"><h2>{name}</h2><ul class="rows">{rows}</ul></section> }
}

/// The code of this paper and of the other variant, to be told to others.
fn same_paper(sitting: &Sitting) -> Option<AnyView> {
    let code = PaperCode::parse(sitting.paper.code.as_deref()?).ok()?;
    let line = |variant: Variant| {
        let words = code.with_variant(variant).to_string();
        view! { <p><span class="hint">{[variant.name(), " 卷 "].concat()}</span><strong class="code num">{words}</strong></p> }
    };
    Some(view! {
        <section class="stack-s" id="same-paper">
            <h2>"同一份卷子"</h2>
            {line(Variant::A)}{line(Variant::B)}
            <p class="hint">"在任何一台有这门课程的设备上，打开“模拟考试”，输入卷号，就是同一份卷子，不用联网。A 卷和 B 卷题目相同，顺序不同。"</p>
        </section>
    })
}

/// The question at a place as the course has it now, if it is the one that was asked.
fn asked<'a>(course: &'a Course, sitting: &Sitting, place: usize) -> Option<&'a Question> {
    let asked = &sitting.paper.questions[place];
    course.question(&asked.question).filter(|question| question.rev == asked.rev)
}

/// The way to practise what was not fully right.
fn missed(course: &Arc<Course>, sitting: &Sitting) -> Option<AnyView> {
    let is_missed = |place: &usize| match sitting.slots[*place].grade {
        Some(Grade::Worth(verdict)) => !verdict.is_right(),
        grade => grade == Some(Grade::Open),
    };
    let pool: Vec<Question> =
        (0..sitting.slots.len()).filter(is_missed).filter_map(|place| asked(course, sitting, place)).cloned().collect();
    if pool.is_empty() {
        return None;
    }
    let (starter, course, id, count) = (Starter::expect(), Arc::clone(course), sitting.id.clone(), pool.len());
    let drill = move |_| {
        starter.drill(&course, Scope::Missed(id.clone()), &pool.iter().collect::<Vec<_>>());
    };
    Some(
        view! { <button type="button" class="button primary wide" id="again" on:click=drill>{format!("练没有全对的 {count} 题")}</button> },
    )
}

fn row(course: &Course, sitting: &Sitting, place: usize) -> AnyView {
    let (slot, marks) = (&sitting.slots[place], sitting.paper.questions[place].marks);
    let (class, icon, words) = match slot.grade {
        Some(Grade::Worth(verdict)) => verdict_words(verdict),
        Some(Grade::Void) => ("", "half", "题目更新过，按满分计".to_owned()),
        _ => ("", "half", "未作答".to_owned()),
    };
    let earned = format!("{} / {marks} 分", slot.earned(marks).unwrap_or_default());
    let question = asked(course, sitting, place);
    let stem = question
        .map_or_else(|| "这道题已撤下，或者答案更新过".to_owned(), |question| question.stem.replace(BLANK, "（　）"));
    let more = question.map(|question| {
        let said = slot.answer.as_ref().map(|answer| question.body.said(answer)).filter(|said| !said.is_empty());
        let said = format!("{words}。我的答案：{}", said.as_deref().unwrap_or("（没有作答）"));
        view! { <div class="stack-s back"><p>{said}</p>{answer(course, question)}</div> }
    });
    view! {
        <li><details>
            <summary>
                <span class=format!("verdict {class}")><Icon name=icon/><span class="sr">{words}</span></span>
                <span class="grow">{format!("{}. {stem}", place + 1)}</span><span class="hint num">{earned}</span>
            </summary>
            {more}
        </details></li>
    }
}
