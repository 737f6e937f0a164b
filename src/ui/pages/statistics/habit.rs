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
    let mut outlines = [("none", ""), ("weak", ""), ("familiar", ""), ("solid", "")].map(|it| (it.0, it.1.to_owned()));
    let mut today = String::new();
    let mut rows = Vec::new();
    for (place, (day, done)) in days.iter().enumerate() {
        let level = match done.answers {
            0 => 0,
            1..10 => 1,
            10..30 => 2,
            _ => 3,
        };
        let (x, y) = (place / 7 * 12 + 1, place % 7 * 12 + 1);
        rectangle(&mut outlines[level].1, x, y, 10, 10);
        if *day == of.today {
            rectangle(&mut today, x, y, 10, 10);
        }
        if done.answers > 0 {
            rows.push(vec![day.date().short(), done.answers.to_string(), minutes(done.spent_ms)]);
        }
    }
    rows.reverse();
    let streak = of.activity.streak(of.today);
    let says = format!("近半年学了 {} 天，今天答了 {} 题。", rows.len(), of.activity.on(of.today).answers);
    let runs = format!("连续学习：现在 {} 天，最长 {} 天", streak.current, streak.longest);
    let (from, to) = (first.date().short(), of.today.date().short());
    let outlines = outlines.into_iter().chain([("today", today)]).collect();
    let drawn = view! {
        <div class="calendar" id="calendar">{picture([CALENDAR as usize * 12, 84], says.clone(), outlines)}</div>
        <p class="axis hint num" aria-hidden="true"><span>{from}</span><span>{to}</span></p>
        {key(&[("weak", "1–9 题"), ("familiar", "10–29 题"), ("solid", "30 题以上")], "每列一周，周一在上".to_owned())}
        <p class="hint num">{runs}</p>
    };
    let means = "每格是一天，从凌晨 4 点算起；颜色越深，答的题越多，描边的是今天。断了也没关系，什么时候接着学都算数。";
    panel("学习日历", says, drawn, Some(table("学习日历", &["日期", "答题", "用时"], rows)), means)
}

/// Answers, how many of them were right, and the time they took, week by week.
pub(super) fn weeks(of: &Subject<'_>) -> AnyView {
    let weeks = of.activity.by_week(of.today, WEEKS);
    let mut top = 1;
    let (mut drawn, mut rows) = (Vec::new(), Vec::new());
    for (monday, week) in &weeks {
        let label = monday.date().short();
        top = top.max(week.answers);
        let share = week.right_percent().map_or_else(|| "—".to_owned(), |right| format!("{right}%"));
        let numbers = [week.answers, week.right, week.partial].map(|number| number.to_string());
        rows.push([vec![label.clone()], numbers.into(), vec![share, minutes(week.spent_ms)]].concat());
        drawn.push(Bar { label, value: week.answers, part: week.right, mark: None });
    }
    rows.reverse();
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
    let head = ["周一", "答题", "全对", "部分对", "全对率", "用时"];
    let means = "每条是一周里答题的次数，同一道题答两次算两次。每题用时有上限（选择、判断 2 分钟，填空、排序等 5 分钟，默写 10 分钟），手机放在一边的时间不算。";
    panel("每周答题", says, drawn, Some(table("每周答题", &head, rows)), means)
}

/// What falls due.
pub(super) fn forecast(of: &Subject<'_>) -> AnyView {
    let due = of.ledger.schedule().forecast(of.course, of.today, AHEAD);
    let (mut drawn, mut rows) = (Vec::new(), Vec::new());
    let (mut top, mut sum) = (1, 0);
    for (ahead, due) in (0..).zip(&due) {
        let label = if ahead == 0 { "今天".to_owned() } else { of.today.plus(ahead).date().short() };
        top = top.max(*due);
        sum += due;
        rows.push(vec![label.clone(), due.to_string()]);
        drawn.push(Bar { label, value: *due, part: *due, mark: None });
    }
    let says = format!("今天有 {} 题该复习，14 天内一共 {sum} 题。", due.first().copied().unwrap_or_default());
    let drawn = bars(says.clone(), &drawn, top, format!("最高 {top} 题"), &[]);
    let means = "按现在的记忆情况推算每天有多少旧题该复习，不包括还没学的新题。过期没复习的都算在今天；实际每天出多少，按“我”里设的上限分摊。";
    panel("以后两周的复习", says, drawn, Some(table("以后两周的复习", &["日期", "题数"], rows)), means)
}

fn minutes(ms: u64) -> String {
    match ms / 60_000 {
        0 if ms == 0 => "0 分钟".to_owned(),
        0 => "不到 1 分钟".to_owned(),
        minutes if minutes < 60 => format!("{minutes} 分钟"),
        minutes => format!("{} 小时 {} 分钟", minutes / 60, minutes % 60),
    }
}
