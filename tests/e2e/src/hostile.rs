//! A course and a backup whose every text carries a payload.

use crate::give::{self, Give};
use crate::own_text;
use crate::payloads;
use crate::problem::{Outcome, Problem, fail};
use biaoshuai::core::answer::Answer;
use biaoshuai::core::backup::{Contents, Record, write::write};
use biaoshuai::core::branch::{
    Action, Correction, HandedIn, Meeting, Outcome as Came, Plan, Record as Minutes, Roster, Round, RoundKind, Step,
    Team, TeamNo, team,
};
use biaoshuai::core::course::Course;
use biaoshuai::core::exam::{Marks, PaperCode, Sitting, Variant};
use biaoshuai::core::grade::grade;
use biaoshuai::core::ids::{MeetingId, QuestionId, SessionId};
use biaoshuai::core::kept::{self, Kept};
use biaoshuai::core::mark::{Mark, Marked};
use biaoshuai::core::question::{Body, Question, QuestionKind};
use biaoshuai::core::reading::{OwnText, paragraphs};
use biaoshuai::core::review::{Moment, Review};
use biaoshuai::core::route::Route;
use biaoshuai::core::session::{Given, Scope, Session};
use serde_json::Value;

const AT: Moment = Moment { utc_ms: 1_762_000_000_000, zone_min: 480 };

/// Names and switches of a course, which nobody reads.
const NOT_READ: [&str; 9] = ["id", "section", "part", "concepts", "kind", "fact", "tags", "figures", "ordinal"];

/// The course with a payload in front of each of its texts.
///
/// # Errors
/// When it is no course any more.
pub fn course(of: &Course) -> Outcome<Course> {
    // Compiled texts have no zero in them, for it ends a text.
    let all: Vec<String> = payloads::all().iter().map(|payload| payload.replace('\0', "")).collect();
    let mut value = serde_json::to_value(of)?;
    let mut payload = all.iter().cycle();
    infect(&mut value, &mut || payload.next().cloned().unwrap_or_default());
    Ok(serde_json::from_value(value)?)
}

fn infect(value: &mut Value, next: &mut dyn FnMut() -> String) {
    match value {
        Value::String(text) => *text = [&next(), &**text].concat(),
        Value::Array(all) => all.iter_mut().for_each(|value| infect(value, next)),
        Value::Object(fields) => {
            // The concepts of a course are read, those of a question are names.
            let is_list = |value: &Value| value.as_array().is_some_and(|all| all.first().is_some_and(Value::is_object));
            let read = fields
                .iter_mut()
                .filter(|(name, value)| !NOT_READ.contains(&name.as_str()) || (*name == "concepts" && is_list(value)));
            read.for_each(|(_, value)| infect(value, next));
        }
        _ => {}
    }
}

/// Where what the backup brings is shown.
#[derive(Debug)]
pub struct Stops {
    stops: Vec<(Route, String, bool)>,
    /// Meetings that stand at different steps.
    pub meetings: Vec<MeetingId>,
}

impl Stops {
    /// Screens with their queries, and whether no payload has to be there.
    #[must_use]
    pub fn all(&self) -> Vec<(Route, String, bool)> {
        self.stops.clone()
    }

    fn put(&mut self, route: Route) {
        self.stops.push((route, String::new(), false));
    }
}

/// A backup file with payloads in every field that can hold a text, and where to look at them.
///
/// # Errors
/// When the course lacks something that is needed.
pub fn contents(course: &Course) -> Outcome<(String, Stops)> {
    let mut stops = Stops { stops: Vec::new(), meetings: Vec::new() };
    let mut kv = Vec::new();
    let mut keep = |record: Record| kv.push(record);
    studied(course, &mut stops);
    marks(course, &mut keep)?;
    text(course, &mut keep)?;
    exam(course, &mut keep, &mut stops)?;
    branch(course, &mut keep, &mut stops)?;
    for (number, payload) in payloads::all().into_iter().enumerate().step_by(20) {
        // Of a newer program, and unreadable.
        keep(Record::text(format!("news/{number}/{}", payload.chars().take(60).collect::<String>()), payload));
    }
    let (log, sessions) = (log(course), sessions(course, &mut stops)?);
    let mut file = String::new();
    write(&Contents::new(log, sessions, kv), 1, "<img data-harm src=x>", AT, &mut |piece| file += piece);
    Ok((file, stops))
}

fn kept<T: Kept>(place: &str, value: &T) -> Outcome<Record> {
    Ok(Record::text(kept::key::<T>(place), serde_json::to_string(value)?))
}

/// Screens of the course itself.
fn studied(course: &Course, stops: &mut Stops) {
    let id = || course.id.clone();
    for route in [
        Route::Home,
        Route::Learn,
        Route::Map(id()),
        Route::Contrasts(id()),
        Route::Cards(id(), None),
        Route::Marks,
        Route::Mistakes,
        Route::Statistics,
        Route::Focus,
        Route::Text(id(), None),
        Route::Branch,
    ] {
        stops.put(route);
    }
    stops.stops.extend(
        [Route::Practice, Route::Exams, Route::Me, Route::Data, Route::Help].map(|route| (route, String::new(), true)),
    );
    let section = course.sections.iter().take(1).map(|section| Route::Section(id(), section.id.clone()));
    let concepts = course.concepts.iter().step_by(30).map(|concept| Route::Concept(id(), concept.id.clone()));
    let ladders = course.concepts.iter().filter(|concept| concept.members.len() > 1).take(1);
    let ladders = ladders.map(|concept| Route::Ladder(id(), concept.id.clone()));
    section.chain(concepts).chain(ladders).for_each(|route| stops.put(route));
    for payload in payloads::all().iter().step_by(40) {
        let code = format!("?code={}", encoded(payload));
        stops.stops.push((Route::Exams, code, true));
        stops.stops.push((Route::Unknown(encoded(&payload.replace('/', ""))), String::new(), true));
    }
}

/// As browsers write it in addresses.
fn encoded(text: &str) -> String {
    text.bytes().filter(|byte| *byte != 0).map(|byte| format!("%{byte:02X}")).collect()
}

/// A note on each of two hundred questions.
fn marks(course: &Course, keep: &mut impl FnMut(Record)) -> Outcome {
    for (note, question) in payloads::all().into_iter().zip(&course.questions) {
        let marked = Marked::Question(course.id.clone(), question.id.clone());
        keep(kept(&marked.to_string(), &Mark { starred: true, note, at: AT })?);
    }
    // On something that the course has no more.
    let [one, ..] = &payloads::all()[..] else { return fail("no payload") };
    let gone = Marked::Concept(course.id.clone(), one.as_str().into());
    keep(kept(&gone.to_string(), &Mark { starred: true, note: one.clone(), at: AT })?);
    Ok(())
}

/// An own copy of the text with a payload in front of every paragraph.
fn text(course: &Course, keep: &mut impl FnMut(Record)) -> Outcome {
    let all = payloads::all();
    let own = paragraphs(&own_text::generated(course));
    let paragraphs = own.iter().zip(all.iter().cycle()).map(|(own, payload)| [payload, &**own].concat()).collect();
    keep(kept(course.id.as_str(), &OwnText { paragraphs, name: all[1].clone(), added: AT })?);
    Ok(())
}

/// Wrong answers, in which people write what they like.
fn log(course: &Course) -> Vec<Record> {
    let fills: Vec<(&Question, usize)> = course
        .questions
        .iter()
        .filter_map(|question| match &question.body {
            Body::Fill(blanks) => Some((question, blanks.len())),
            _ => None,
        })
        .collect();
    let mut log = Vec::new();
    for (number, payload) in payloads::all().into_iter().enumerate() {
        let (question, blanks) = fills[number % fills.len()];
        let answer = Answer::Fill(vec![payload; blanks]);
        let Ok(verdict) = grade(&question.body, &answer) else { continue };
        let review = Review {
            id: format!("0199-{number:04}").as_str().into(),
            course: course.id.clone(),
            question: question.id.clone(),
            rev: question.rev,
            session: "0198".into(),
            at: Moment { utc_ms: AT.utc_ms + 60_000_000 * i64::try_from(number).unwrap_or(0), ..AT },
            took_ms: 5000,
            answer,
            verdict,
            sure: None,
        };
        log.extend(serde_json::to_string(&review).ok().map(|text| Record::text(review.id.as_str(), text)));
    }
    log
}

/// Two sessions for each kind of question: one is asking, one gives feedback. One that is over, and one whose scope is a
/// payload.
fn sessions(course: &Course, stops: &mut Stops) -> Outcome<Vec<Record>> {
    let mut records = Vec::new();
    let mut put = |session: &Session| {
        records.push(Record::text(session.id.as_str(), serde_json::to_string(session)?));
        Ok::<(), Problem>(())
    };
    let mut answered = Vec::new();
    for (place, kind) in QuestionKind::ALL.into_iter().enumerate() {
        let Some(question) = course.questions.iter().find(|question| question.body.kind() == kind) else { continue };
        let id = |what: &str| SessionId(format!("0198-{what}-{place}"));
        let fresh = |id, queue| Session::new(id, course.id.clone(), Scope::Course, 5, AT, queue);
        let asking = fresh(id("a"), vec![question.id.clone()]);
        stops.put(Route::Session(asking.id.clone()));
        put(&asking)?;
        let answer = match &question.body {
            Body::Fill(blanks) => Some(Answer::Fill(vec![payloads::all()[place].clone(); blanks.len()])),
            _ => give::make(question, Give::Wrong),
        };
        let Some((answer, verdict)) = answer.and_then(|it| grade(&question.body, &it).ok().map(|of| (it, of))) else {
            continue;
        };
        let mut told = fresh(id("b"), vec![question.id.clone()]);
        told.items[0].rev = Some(question.rev);
        let review = format!("0197-{place}").as_str().into();
        told.items[0].given = Some(Given { review, answer, verdict, sure: None });
        answered.push(told.items[0].clone());
        stops.put(Route::Session(told.id.clone()));
        put(&told)?;
    }
    let mut over = Session::new("0198-c".into(), course.id.clone(), Scope::Course, 5, AT, Vec::new());
    (over.items, over.finished) = (answered, Some(AT));
    over.cursor = over.items.len();
    stops.put(Route::Summary(over.id.clone()));
    put(&over)?;
    let scope = Scope::Filter(payloads::all()[1].clone());
    put(&Session { id: "0198-d".into(), scope, ..over })?;
    Ok(records)
}

/// An exam under way and one that is handed in.
fn exam(course: &Course, keep: &mut impl FnMut(Record), stops: &mut Stops) -> Outcome {
    let told = |error: &dyn std::fmt::Display| Problem(error.to_string());
    let code = PaperCode::new(course, None, 9, Variant::A).map_err(|error| told(&error))?;
    let paper = code.paper(course).map_err(|error| told(&error))?;
    let mut sitting = Sitting::new("0198-e".into(), paper.clone(), AT);
    for (slot, asked) in sitting.slots.iter_mut().zip(&paper.questions) {
        if let Some(Body::Fill(blanks)) = course.question(&asked.question).map(|question| &question.body) {
            slot.answer = Some(Answer::Fill(vec![payloads::all()[3].clone(); blanks.len()]));
            slot.changed = Some(AT);
        }
    }
    let (closed, _) = sitting.hand_in(course, AT).map_err(|error| told(&error))?;
    keep(kept(&closed.place(), &closed)?);
    stops.put(Route::ExamResult(closed.id.clone()));
    stops.stops.push((Route::HandIn(closed.id), String::new(), true));
    // One that has only begun in the year 2200 still has its time.
    let later = Moment { utc_ms: 7_258_118_400_000, ..AT };
    let open = Sitting::new("0198-f".into(), paper, later);
    keep(kept(&open.place(), &open)?);
    stops.put(Route::Exam(open.id));
    Ok(())
}

/// Plans, meetings at several steps, records.
fn branch(course: &Course, keep: &mut impl FnMut(Record), stops: &mut Stops) -> Outcome {
    let all = payloads::all();
    let roster = Roster { names: all.clone() };
    let mut teams: Vec<Team> = team::drawn(&roster, 4, 1);
    for (team, payload) in teams.iter_mut().zip(&all[40..]) {
        team.name.clone_from(payload);
    }
    let questions = |kind: RoundKind, count: usize| -> Vec<QuestionId> {
        let fitting = course.questions.iter().filter(|question| kind.suits(question));
        fitting.take(count).map(|question| question.id.clone()).collect()
    };
    let learn = Step::Learn(course.concepts.iter().take(3).map(|concept| concept.id.clone()).collect());
    let round = Step::Round(Round::new(RoundKind::Turns).with(questions(RoundKind::Turns, 4)));
    let talk = |prompt: &String| Step::Discuss { prompt: prompt.clone(), minutes: 5 };
    let mut plan = Plan {
        id: "0198-plan".into(),
        title: all[5].clone(),
        course: course.id.clone(),
        roster,
        teams,
        steps: vec![learn, round, talk(&all[6]), Step::Results],
    };
    for (place, first) in [0, 1, 2, 3].into_iter().enumerate() {
        let meeting = Plan { steps: plan.steps[first..].to_vec(), ..plan.clone() };
        let mut meeting = Meeting::new(MeetingId(format!("0198-m{place}")), meeting, 7, AT);
        let correct =
            Action::Correct { team: TeamNo(1), points: 5, reason: "<img data-harm src=x onerror=harm(1)>".into() };
        let steps = [Action::Next, Action::Reveal, correct];
        for (second, action) in steps.into_iter().enumerate() {
            let at = Moment { utc_ms: AT.utc_ms + 60_000 * i64::try_from(second).unwrap_or(0), ..AT };
            // What cannot be done at a step is left out there.
            let _: Came = meeting.act(course, action, at);
        }
        keep(kept(&meeting.place(), &meeting)?);
        let mut minutes = Minutes::of(&meeting, course);
        minutes.id = MeetingId(format!("0198-r{place}"));
        minutes.note.clone_from(&all[7]);
        minutes.corrections.push(Correction { team: all[8].clone(), points: 3, reason: all[9].clone() });
        for name in &all {
            minutes.take_in(HandedIn { name: Some(name.clone()), ..handed(course) });
        }
        keep(kept(&minutes.place(), &minutes)?);
        stops.put(Route::BranchRecord(minutes.id.clone()));
        stops.meetings.push(meeting.id);
    }
    plan.steps.extend(all.iter().map(talk));
    keep(kept(&plan.place(), &plan)?);
    stops.put(Route::BranchPlan(plan.id.clone()));
    for (number, title) in all.into_iter().enumerate() {
        let plan = Plan { id: format!("0198-p{number}").as_str().into(), title, steps: Vec::new(), ..plan.clone() };
        keep(kept(&plan.place(), &plan)?);
    }
    Ok(())
}

fn handed(course: &Course) -> HandedIn {
    let verdicts = course.questions.iter().take(3).map(|question| (question.id.clone(), true)).collect();
    HandedIn { name: None, verdicts, marks: Marks::whole(2), of: Marks::whole(10) }
}
