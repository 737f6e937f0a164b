//! A daily reminder as a calendar file (iCalendar, RFC 5545), for the calendar that the reader has anyway: a page that is
//! closed cannot remind anybody.

use crate::core::date::CivilDate;
use crate::core::review::{Moment, StudyDay};

/// The file. `hour` and `minute` are local time wherever the reader is; `now` is when the file is made.
#[must_use]
pub fn calendar(hour: u8, minute: u8, now: Moment) -> String {
    let day = date(now.utc_ms.saturating_add(i64::from(now.zone_min) * 60_000));
    let stamp = date(now.utc_ms);
    let of_day = now.utc_ms.rem_euclid(DAY_MS) / 1000;
    let clock = format!("{:02}{:02}{:02}", of_day / 3600, of_day / 60 % 60, of_day % 60);
    // A floating time: without zone, so that it rings at this hour also on a journey.
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//biaoshuai//zuobiaoshuai//ZH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        // One reminder: saving it again for another hour moves it.
        "UID:daily@biaoshuai".to_owned(),
        format!("DTSTAMP:{stamp}T{clock}Z"),
        format!("DTSTART:{day}T{hour:02}{minute:02}00"),
        "DURATION:PT15M".to_owned(),
        "RRULE:FREQ=DAILY".to_owned(),
        "SUMMARY:作表率：今日一练".to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        "TRIGGER:PT0M".to_owned(),
        "DESCRIPTION:作表率：今日一练".to_owned(),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    let mut file = lines.join("\r\n");
    file += "\r\n";
    file
}

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Year, month and day of milliseconds since 1970, as eight digits.
fn date(ms: i64) -> String {
    let CivilDate { year, month, day } = StudyDay(ms.div_euclid(DAY_MS)).date();
    format!("{year:04}{month:02}{day:02}")
}
