//! Dates of the calendar.

use crate::core::review::{Moment, StudyDay};

/// A date of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CivilDate {
    /// Year.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: i32,
    /// Day of the month, 1 to 31.
    pub day: i32,
}

const MINUTE_MS: i64 = 60_000;
const DAY_MINUTES: i64 = 24 * 60;
/// Days of 400 years, after which the calendar repeats itself.
const ERA: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01. Years that begin in March have their leap day at their end.
const TO_1970: i64 = 719_468;

impl StudyDay {
    /// Its date.
    #[must_use]
    pub const fn date(self) -> CivilDate {
        let days = self.0.saturating_add(TO_1970);
        let (era, day) = (days.div_euclid(ERA), days.rem_euclid(ERA));
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let in_year = day - (365 * year + year / 4 - year / 100);
        // Five months from March on have 153 days, again and again.
        let from_march = (5 * in_year + 2) / 153;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let first_months = (month <= 2) as i64;
        let year = era * 400 + year + first_months;
        let day = in_year - (153 * from_march + 2) / 5 + 1;
        // Wrong only for years that a damaged record may name.
        CivilDate { year: year as i32, month: month as i32, day: day as i32 }
    }
}

impl CivilDate {
    /// For people: `11月23日`.
    #[must_use]
    pub fn short(self) -> String {
        [&self.month.to_string(), "月", &self.day.to_string(), "日"].concat()
    }
}

impl Moment {
    /// Date and time where it happened, as spreadsheets read them: `2026-11-23 17:34`.
    #[must_use]
    pub fn written(self) -> String {
        let minutes = self.utc_ms.div_euclid(MINUTE_MS).saturating_add(self.zone_min as i64);
        let CivilDate { year, month, day } = StudyDay(minutes.div_euclid(DAY_MINUTES)).date();
        let time = minutes.rem_euclid(DAY_MINUTES);
        format!("{year}-{month:02}-{day:02} {:02}:{:02}", (time / 60) as i32, (time % 60) as i32)
    }
}
