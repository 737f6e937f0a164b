//! What is remembered, and what is hard.

use super::chart::{bars, panel};
use super::{Subject, percent};
use crate::core::progress::Tally;
use crate::core::question::BLANK;
use crate::core::route::Route;
use crate::core::statistics::Hard;
use crate::state::signal::Signal;
use crate::ui::parts::{Legend, MasteryBar};
use crate::ui::view;
use leptos::prelude::*;

/// Days to the second prediction.
const MONTH: i64 = 30;
/// Hard questions shown.
const HARDEST: usize = 5;

/// What is expected to be known today and in a month.
pub(super) fn recall(of: &Subject<'_>) -> AnyView {
    let known = |day| of.ledger.schedule().predicted_recall(of.course, day).map(percent).unwrap_or_default();
    let (now, then) = (known(of.today), known(of.today.plus(MONTH)));
    let tally = of.ledger.progress().tally(&of.course.id, &of.course.questions);
    let says = format!("学过 {} / {} 题，今天预计还答得出 {now}%。", tally.seen(), tally.total());
    let figure = |share: u32, words: &'static str| {
        view! { <div class="figure"><dd>{share.to_string()}"%"</dd><dt>{words}</dt></div> }
    };
    let drawn =
        view! { <dl class="figures num">{figure(now, "今天预计记得")}{figure(then, "30 天后，如果不复习")}</dl> };
    let means =
        "按每道学过的题的作答记录推算还答得出的可能，再取平均（FSRS 记忆模型）。今天刚答过的，按隔一天后还记得算。";
    panel("还记得多少", says, drawn, "", means)
}

/// How well parts and sections are mastered.
pub(super) fn mastery(of: &Subject<'_>) -> AnyView {
    let (course, progress) = (of.course, of.ledger.progress());
    let (mut drawn, mut rows) = (Vec::new(), "部分和节\t掌握程度\t掌握\t熟悉\t生疏\t未学".to_owned());
    let mut whole = Tally::default();
    for part in &course.parts {
        let (mut of_part, place, mut below) = (Tally::default(), drawn.len(), String::new());
        for section in course.sections.iter().filter(|section| section.part == part.id) {
            let tally = progress.tally(&course.id, course.questions_of(&section.id));
            drawn.push(line(&section.title, tally, false, &mut below));
            of_part.add(tally);
        }
        drawn.insert(place, line(&[&*part.ordinal, "　", &part.title].concat(), of_part, true, &mut rows));
        rows += &below;
        whole.add(of_part);
    }
    let says = format!("全部掌握 {}%：{} 题掌握，{} 题熟悉。", whole.percent(), whole.solid, whole.familiar);
    let map = Route::Map(course.id.clone());
    let drawn = view! {
        <ul class="stack-s">{drawn}</ul>
        <Legend/>
        <p class="no-print"><Link to=map class="concept-link"><span>"在结构图上看每个概念"</span><Icon name="next"/></Link></p>
    };
    let means = "在两个不同的学习日连续答对才算掌握；百分比里掌握的题计 1，熟悉的题计一半。";
    panel("掌握程度", says, drawn, &rows, means)
}

fn line(title: &str, tally: Tally, strong: bool, rows: &mut String) -> AnyView {
    let share = format!("{}%", tally.percent());
    let Tally { solid, familiar, weak, unseen } = tally;
    *rows += &format!("\n{title}\t{share}\t{solid}\t{familiar}\t{weak}\t{unseen}");
    let (title, tally) = (title.to_owned(), Signal::derive(move || tally));
    view! {
        <li>
            <p class="section-head mastered" class:strong=strong><span>{title}</span><span class="num">{share}</span></p>
            <MasteryBar tally=tally/>
        </li>
    }
}

/// What was remembered after some time, and what was expected.
pub(super) fn retention(of: &Subject<'_>) -> AnyView {
    let means = "隔了若干天再答同一道题，答对（不是猜的）的占多少；条高过横线，就是比预计记得牢。";
    let title = "隔几天还记得";
    let found = of.activity.retention();
    let Some(all) = found.after(1) else {
        return panel(title, "还没有隔天重答的题，过一两天再来看。".to_owned(), ().into_any(), "", means);
    };
    let mut rows = "间隔\t次数\t实际 %\t预计 %".to_owned();
    for bin in found.by_gap() {
        let to = match bin.to {
            Some(to) if to == bin.from => String::new(),
            Some(to) => ["–", &to.to_string()].concat(),
            None => "+".to_owned(),
        };
        let (share, expected) = (percent(bin.share()), percent(bin.predicted.unwrap_or_default()));
        rows += &format!("\n{}{to} 天\t{}\t{share}\t{expected}", bin.from, bin.answers);
    }
    let (share, expected) = (percent(all.share()), percent(all.predicted.unwrap_or_default()));
    let says = format!("隔天以后再答 {} 次，记得 {share}%，预计 {expected}%。", all.answers);
    let legend = &[("solid", "实际记得"), ("mark", "当时预计")];
    bars(title, says, &rows, [2, 2, 3], (100, "%"), legend, means)
}

/// The hardest questions.
pub(super) fn hardest(of: &Subject<'_>) -> AnyView {
    let hard = of.ledger.statistics().hardest(of.course, HARDEST);
    let says = match hard.len() {
        0 => "还没有答过 3 次以上、又出过错的题。".to_owned(),
        count => format!("错得最多的 {count} 题，点开看它的概念。"),
    };
    let row = |Hard { question, tries, .. }: &Hard<'_>| {
        let concept = question.concepts.iter().find(|id| of.course.concept(id).is_some());
        let words = format!("答 {} 次，全对 {} 次", tries.answers, tries.right);
        let to = concept.map_or(Route::Mistakes, |id| Route::Concept(of.course.id.clone(), id.clone()));
        view! {
            <li><Link to=to class="row concept-row">
                <span class="grow">{question.stem.replace(BLANK, "（　）")}<br/><span class="hint num">{words}</span></span>
                <Icon name="next"/>
            </Link></li>
        }
    };
    let rows: Vec<AnyView> = hard.iter().map(row).collect();
    let drawn = view! { <ul class="rows">{rows}</ul> };
    let means = "按答错的比例排，部分对算错一半，只答过一两次的不算。";
    panel("最难的题", says, drawn, "", means)
}
