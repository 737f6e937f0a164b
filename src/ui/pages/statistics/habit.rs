//! When and how much was studied, and how much is coming.

use super::Subject;
use super::chart::{axis, bars, key, panel, picture, rectangle};
use crate::ui::view;
use leptos::prelude::*;

/// Weeks as bars.
const WEEKS: u16 = 12;
/// Days of the forecast.
const AHEAD: usize = 14;

/// The days of study: 26 weeks, each a column.
pub(super) fn calendar(of: &Subject<'_>) -> AnyView {
    let first = of.today.monday().plus(-7 * 25);
    let mut drawn = ["none", "weak", "familiar", "solid", "today"].map(|class| (class, String::new()));
    let (mut rows, mut studied) = ("日期\t答题\t分钟".to_owned(), 0);
    let (mut day, mut cell) = (first, [1, 1, 10, 10]);
    while day <= of.today {
        let done = of.activity.on(day);
        let level = match done.answers {
            0 => 0,
            1..10 => 1,
            10..30 => 2,
            _ => 3,
        };
        rectangle(&mut drawn[level].1, cell);
        if day == of.today {
            rectangle(&mut drawn[4].1, cell);
        }
        if level > 0 {
            studied += 1;
            rows += &format!("\n{}\t{}\t{}", day.date().short(), done.answers, minutes(done.spent_ms));
        }
        day = day.plus(1);
        cell[1] += 12;
        if day == day.monday() {
            cell = [cell[0] + 12, 1, 10, 10];
        }
    }
    let streak = of.activity.streak(of.today);
    let says = format!("近半年学了 {studied} 天，今天答了 {} 题。", of.activity.on(of.today).answers);
    let runs = format!("连续学习：现在 {} 天，最长 {} 天", streak.current, streak.longest);
    let drawn = view! {
        <div id="calendar">{picture("0 0 312 84", &says, &drawn)}</div>
        {axis(false, &[&first.date().short(), &of.today.date().short()])}
        {key(&[("weak", "1–9 题"), ("familiar", "10–29 题"), ("solid", "30 题以上")], runs)}
    };
    let means = "每格是一天（凌晨 4 点起算），每列是一周，周一在上，描边的是今天；断了也没关系，什么时候接着学都算数。";
    panel("学习日历", says, drawn, &rows, means)
}

/// Answers, how many of them were right, and the time they took, week by week.
pub(super) fn weeks(of: &Subject<'_>) -> AnyView {
    let (mut rows, mut this) = ("周一\t答题\t全对\t部分对\t全对率 %\t分钟".to_owned(), 0);
    for (monday, week) in of.activity.by_week(of.today, WEEKS) {
        let (answers, right, partial) = (week.answers, week.right, week.partial);
        this = minutes(week.spent_ms);
        let share = week.right_percent().unwrap_or_default();
        rows += &format!("\n{}\t{answers}\t{right}\t{partial}\t{share}\t{this}", monday.date().short());
    }
    let sum = of.activity.sum();
    let (share, time) = (sum.right_percent().unwrap_or_default(), minutes(sum.spent_ms));
    let says = format!("一共答了 {} 次，全对 {share}%；用时 {time} 分钟，其中本周 {this} 分钟。", sum.answers);
    let legend = &[("solid", "全对"), ("weak", "没有全对")];
    let means = "每条是一周里作答的次数，填色的是全对的；用时按题设上限，手机放在一边的时间不算。";
    bars("每周答题", says, &rows, [1, 2, 0], (0, " 次"), legend, means)
}

/// What falls due.
pub(super) fn forecast(of: &Subject<'_>) -> AnyView {
    let (mut rows, mut sum, mut day) = ("日期\t题数".to_owned(), 0, of.today);
    let due = of.ledger.schedule().forecast(of.course, of.today, AHEAD);
    for due in &due {
        rows += &format!("\n{}\t{due}", day.date().short());
        day = day.plus(1);
        sum += due;
    }
    let says = format!("今天有 {} 题该复习，14 天内一共 {sum} 题。", due[0]);
    let means = "按现在的记忆推算每天有多少学过的题到期，过期的都算在今天；实际按“我”里设的每天上限分摊。";
    bars("以后两周的复习", says, &rows, [1, 1, 0], (0, " 题"), &[], means)
}

/// Begun ones count.
fn minutes(ms: u64) -> u32 {
    u32::try_from(ms.div_ceil(60_000)).unwrap_or(u32::MAX)
}
