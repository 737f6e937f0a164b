//! Learners rely on this: the reminder rings every day at the hour they chose, in whatever calendar they have.
#![cfg(not(target_arch = "wasm32"))]

use biaoshuai::core::reminder::calendar;
use biaoshuai::core::review::Moment;

/// 2026-11-23 18:30:05 in China.
const NOW: Moment = Moment { utc_ms: 1_795_429_805_000, zone_min: 480 };

fn has(file: &str, line: &str) -> bool {
    file.split("\r\n").any(|other| other == line)
}

#[test]
fn it_rings_every_day_at_the_chosen_hour_of_the_place_where_one_is() {
    let file = calendar(7, 5, NOW);
    for line in ["DTSTART:20261123T070500", "RRULE:FREQ=DAILY", "TRIGGER:PT0M", "DTSTAMP:20261123T103005Z"] {
        assert!(has(&file, line), "{line} in {file}");
    }
}

#[test]
fn it_begins_on_the_day_it_is_there_not_the_day_in_greenwich() {
    let before_midnight_in_greenwich = Moment { utc_ms: 1_795_459_800_000, zone_min: 480 };
    let file = calendar(20, 0, before_midnight_in_greenwich);
    assert!(has(&file, "DTSTART:20261124T200000") && has(&file, "DTSTAMP:20261123T185000Z"), "{file}");
}

#[test]
fn a_calendar_program_can_read_it() {
    let file = calendar(20, 0, NOW);
    assert!(file.ends_with("END:VCALENDAR\r\n"));
    assert!(file.split_terminator("\r\n").all(|line| !line.contains('\n') && line.len() <= 75), "{file}");
    for block in ["VCALENDAR", "VEVENT", "VALARM"] {
        assert_eq!(file.matches(&format!(":{block}\r\n")).count(), 2, "{block} begins and ends");
    }
}

#[test]
fn wrong_clocks_and_leap_days_give_dates_that_exist() {
    let on = |utc_ms| calendar(8, 0, Moment { utc_ms, zone_min: 0 });
    for (utc_ms, day) in [
        (0, "19700101"),
        (-1, "19691231"),
        (951_782_400_000, "20000229"),
        (951_868_800_000, "20000301"),
        (4_070_908_800_000, "20990101"),
    ] {
        assert!(has(&on(utc_ms), &format!("DTSTART:{day}T080000")), "{utc_ms}: {}", on(utc_ms));
    }
}
