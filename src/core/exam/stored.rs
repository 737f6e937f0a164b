//! An exam as text, which is how it is stored: a line for the exam and one for each question, the fields of a line with
//! blanks between them. Ids have no blanks. A derived reading would be six times the program.
//!
//! ```text
//! id course code variant seed minutes pass started cursor left_ms seen [closed by_time]
//! question rev kind section marks took_ms later grade [changed answer]
//! ```
//!
//! A moment is two fields, milliseconds and minutes of the zone. What is not there is a `-`. An answer is JSON.

use super::marks::Marks;
use super::paper::{Asked, Paper, Variant};
use super::sitting::{Closed, Sitting};
use super::slot::{Grade, Slot};
use crate::core::grade::Verdict;
use crate::core::question::QuestionKind;
use crate::core::review::Moment;
use std::fmt::Write;

/// A text that is no exam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an exam")]
pub struct NotAnExam;

impl TryFrom<String> for Sitting {
    type Error = NotAnExam;

    fn try_from(text: String) -> Result<Self, NotAnExam> {
        read(&text).ok_or(NotAnExam)
    }
}

impl From<Sitting> for String {
    fn from(sitting: Sitting) -> Self {
        let mut out = Self::new();
        // Writing to a text cannot fail.
        let _ = write(&sitting, &mut out);
        out
    }
}

fn write(sitting: &Sitting, out: &mut String) -> std::fmt::Result {
    let Sitting { id, paper, cursor, left_ms, .. } = sitting;
    let (code, variant) = (paper.code.as_deref().unwrap_or("-"), paper.variant.name());
    let (minutes, pass) = (paper.minutes, paper.pass.in_halves());
    write!(out, "{id} {} {code} {variant} {} {minutes} {pass}", paper.course, paper.seed.cast_signed())?;
    put(sitting.started, out)?;
    write!(out, " {cursor} {left_ms}")?;
    put(sitting.seen, out)?;
    if let Some(closed) = sitting.closed {
        put(closed.at, out)?;
        write!(out, " {}", u8::from(closed.by_time))?;
    }
    for (asked, slot) in paper.questions.iter().zip(&sitting.slots) {
        let (question, kind, section) = (&asked.question, asked.kind.name(), &asked.section);
        write!(out, "\n{question} {} {kind} {section} {} ", asked.rev, asked.marks.in_halves())?;
        write!(out, "{} {} ", slot.took_ms, u8::from(slot.later))?;
        match slot.grade {
            None => out.write_str("-")?,
            Some(Grade::Open) => out.write_str("open")?,
            Some(Grade::Void) => out.write_str("void")?,
            Some(Grade::Worth(verdict)) => write!(out, "{}/{}", verdict.points, verdict.of)?,
        }
        // An answer has no maps, which is all that could fail here.
        if let (Some(changed), Some(Ok(answer))) = (slot.changed, slot.answer.as_ref().map(serde_json::to_string)) {
            put(changed, out)?;
            write!(out, " {answer}")?;
        }
    }
    Ok(())
}

fn put(moment: Moment, out: &mut String) -> std::fmt::Result {
    write!(out, " {} {}", moment.utc_ms, moment.zone_min)
}

/// What is left of a line.
struct Fields<'a>(&'a str);

impl<'a> Fields<'a> {
    fn text(&mut self) -> Option<&'a str> {
        let (field, rest) = self.0.split_once(' ').unwrap_or((self.0, ""));
        self.0 = rest;
        (!field.is_empty()).then_some(field)
    }

    fn number(&mut self) -> Option<i64> {
        self.text()?.parse().ok()
    }

    fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    fn marks(&mut self) -> Option<Marks> {
        Some(Marks::halves(u16::try_from(self.number()?).ok()?))
    }

    fn moment(&mut self) -> Option<Moment> {
        Some(Moment { utc_ms: self.number()?, zone_min: i32::try_from(self.number()?).ok()? })
    }
}

fn read(text: &str) -> Option<Sitting> {
    let mut lines = text.split('\n');
    let mut head = Fields(lines.next()?);
    let mut sitting = Sitting {
        id: head.text()?.into(),
        paper: Paper {
            course: head.text()?.into(),
            code: head.text().filter(|code| *code != "-").map(str::to_owned),
            variant: if head.text()? == "B" { Variant::B } else { Variant::A },
            seed: head.number()?.cast_unsigned(),
            minutes: u8::try_from(head.number()?).ok()?,
            pass: head.marks()?,
            questions: Vec::new(),
        },
        started: head.moment()?,
        cursor: head.small()? as usize,
        slots: Vec::new(),
        left_ms: head.small()?,
        seen: head.moment()?,
        closed: None,
    };
    if !head.0.is_empty() {
        sitting.closed = Some(Closed { at: head.moment()?, by_time: head.number()? == 1 });
    }
    for line in lines {
        let mut line = Fields(line);
        sitting.paper.questions.push(Asked {
            question: line.text()?.into(),
            rev: line.small()?,
            kind: {
                let name = line.text()?;
                QuestionKind::ALL.into_iter().find(|kind| kind.name() == name)?
            },
            section: line.text()?.into(),
            marks: line.marks()?,
        });
        let mut slot = Slot { took_ms: line.small()?, later: line.number()? == 1, ..Slot::default() };
        slot.grade = match line.text()? {
            "-" => None,
            "open" => Some(Grade::Open),
            "void" => Some(Grade::Void),
            worth => {
                let (points, of) = worth.split_once('/')?;
                Some(Grade::Worth(Verdict { points: points.parse().ok()?, of: of.parse().ok()? }))
            }
        };
        if !line.0.is_empty() {
            slot.changed = Some(line.moment()?);
            slot.answer = Some(serde_json::from_str(line.0).ok()?);
        }
        sitting.slots.push(slot);
    }
    (sitting.cursor < sitting.slots.len()).then_some(sitting)
}
