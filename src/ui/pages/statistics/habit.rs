//! When and how much was studied, and how much is coming.

use super::Subject;
use super::chart::{Bar, bars, key, panel, picture, rectangle, table};
use crate::ui::view;
use leptos::prelude::*;

/// Weeks in the calendar.
const CALENDAR: i64 = 26;
/// Weeks as bars.
const WEEKS: u16 = 12;
/// Days of the forecast.
const AHEAD: usize = 14;

/// The days of study.
pub(super) fn calendar(of: &Subject<'_>) -> AnyView {
    let first = of.today.monday().plus(-7 * (CALENDAR - 1));
    let days = of.activity.by_day(of.today, u16::try_from(of.today.since(first) + 1).unwrap_or_default());
    let mut levels = [const { String::new() }; 4];
    let (mut today, mut rows, mut studied) = (String::new(), "日期\t答题\t用时".to_owned(), 0);
    for (place, (day, done)) in days.iter().enumerate() {
        let level = match done.answers {
            0 => 0,
            1..10 => 1,
            10..30 => 2,
            _ => 3,
        };
        let (x, y) = (place / 7 * 12 + 1, place % 7 * 12 + 1);
        rectangle(&mut levels[level], x, y, 10, 10);
        if *day == of.today {
            rectangle(&mut today, x, y, 10, 10);
        }
        if done.answers > 0 {
            studied += 1;
            rows += &format!("\n{}\t{}\t{}", day.date().short(), done.answers, minutes(done.spent_ms));
        }
    }
    let streak = of.activity.streak(of.today);
    let says = format!("近半年学了 {studied} 天，今天答了 {} 题。", of.activity.on(of.today).answers);
    let runs = format!("连续学习：现在 {} 天，最长 {} 天", streak.current, streak.longest);
    let (from, to) = (first.date().short(), of.today.date().short());
    let [none, weak, familiar, solid] = &levels;
    let outlines = [("none", &**none), ("weak", weak), ("familiar", familiar), ("solid", solid), ("today", &today)];
    let drawn = view! {
        <div class="calendar" id="calendar">{picture([CALENDAR as usize * 12, 84], says.clone(), &outlines)}</div>
        <p class="axis hint num" aria-hidden="true"><span>{from}</span><span>{to}</span></p>
        {key(&[("weak", "1–9 题"), ("familiar", "10–29 题"), ("solid", "30 题以上")], "每列一周，周一在上".to_owned())}
        <p class="hint num">{runs}</p>
    };
    let means = "每格是一天（凌晨 4 点起算），描边的是今天；断了也没关系，什么时候接着学都算数。";
    panel("学习日历", says, drawn, Some(table("学习日历", &rows)), means)
}

/// Answers, how many of them were right, and the time they took, week by week.
pub(super) fn weeks(of: &Subject<'_>) -> AnyView {
    let weeks = of.activity.by_week(of.today, WEEKS);
    let mut top = 1;
    let (mut drawn, mut rows) = (Vec::new(), "周一\t答题\t全对\t部分对\t全对率\t用时".to_owned());
    for (monday, week) in &weeks {
        let label = monday.date().short();
        top = top.max(week.answers);
        let (answers, right, partial) = (week.answers, week.right, week.partial);
        let (share, time) = (week.right_percent().unwrap_or_default(), minutes(week.spent_ms));
        rows += &format!("\n{label}\t{answers}\t{right}\t{partial}\t{share}%\t{time}");
        drawn.push(Bar { label, value: week.answers, part: week.right, mark: None });
    }
    let sum = of.activity.sum();
    let this = weeks.last().map_or(0, |week| week.1.spent_ms);
    let says = format!(
        "一共答了 {} 次，全对 {}%；用时一共 {}，本周 {}。",
        sum.answers,
        sum.right_percent().unwrap_or_default(),
        minutes(sum.spent_ms),
        minutes(this)
    );
    let scale = format!("最高 {top} 次");
    let drawn = bars(says.clone(), &drawn, top, scale, &[("solid", "全对"), ("weak", "没有全对")]);
    let means = "每条是一周里作答的次数，填色的是全对的；用时按题设上限，手机放在一边的时间不算。";
    panel("每周答题", says, drawn, Some(table("每周答题", &rows)), means)
}

/// What falls due.
pub(super) fn forecast(of: &Subject<'_>) -> AnyView {
    let due = of.ledger.schedule().forecast(of.course, of.today, AHEAD);
    let (mut drawn, mut rows) = (Vec::new(), "日期\t题数".to_owned());
    let (mut top, mut sum) = (1, 0);
    for (ahead, due) in (0..).zip(&due) {
        let label = if ahead == 0 { "今天".to_owned() } else { of.today.plus(ahead).date().short() };
        top = top.max(*due);
        sum += due;
        rows += &format!("\n{label}\t{due}");
        drawn.push(Bar { label, value: *due, part: *due, mark: None });
    }
    let says = format!("今天有 {} 题该复习，14 天内一共 {sum} 题。", due.first().copied().unwrap_or_default());
    let drawn = bars(says.clone(), &drawn, top, format!("最高 {top} 题"), &[]);
    let means = "按现在的记忆推算每天有多少学过的题到期，过期的都算在今天；实际按“我”里设的每天上限分摊。";
    panel("以后两周的复习", says, drawn, Some(table("以后两周的复习", &rows)), means)
}

fn minutes(ms: u64) -> String {
    match u32::try_from(ms.div_ceil(60_000)).unwrap_or(u32::MAX) {
        minutes if minutes < 60 => format!("{minutes} 分钟"),
        minutes => format!("{} 小时 {} 分钟", minutes / 60, minutes % 60),
    }
}
