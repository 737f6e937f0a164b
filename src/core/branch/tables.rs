//! A record as tables, from which screen, paper, CSV and Excel are made alike.

use super::record::{HandedIn, Record, Share, TeamLine, VoteLine};
use super::review::Change;
use super::round::{is_right, option_words};
use crate::core::course::Course;
use crate::core::ids::QuestionId;
use crate::core::question::BLANK;
use crate::core::record::{Put, quote, sheet};

/// A table with a title. The first row is its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is about.
    pub title: &'static str,
    /// Its rows, all equally long.
    pub rows: Vec<Vec<String>>,
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

fn per_cent(share: Share) -> String {
    share.per_cent().map(|rate| format!("{rate}%")).unwrap_or_default()
}

/// Points with the sign that people write; a hyphen in front would look like a formula to spreadsheets.
fn points(points: i32) -> String {
    let digits = points.unsigned_abs().to_string();
    if points < 0 { ["−", &digits].concat() } else { digits }
}

fn shared(name: &str, share: Share) -> Vec<String> {
    vec![name.to_owned(), share.right.to_string(), share.of.to_string(), per_cent(share)]
}

fn stem(course: &Course, id: &QuestionId) -> String {
    let question = course.question(id);
    question.map_or_else(|| ["（已撤下）", id.as_str()].concat(), |question| question.stem.replace(BLANK, "（　）"))
}

impl Record {
    /// Everything in tables; those that would be empty are left out.
    #[must_use]
    pub fn tables(&self, course: &Course) -> Vec<Table> {
        let mut all = vec![Table { title: "基本情况", rows: self.basics(course) }];
        all.push(Table { title: "各队得分", rows: self.team_rows() });
        let rounds =
            self.rounds.iter().map(|round| shared(&format!("{} {}", round.step + 1, round.kind.name()), round.share));
        let concepts = self
            .by_concept(course)
            .into_iter()
            .map(|(id, share)| shared(course.concept(&id).map_or(id.as_str(), |concept| &concept.title), share));
        let hardest = self.hardest().into_iter().take(10).map(|(id, share)| shared(&stem(course, &id), share));
        for (title, first, rows) in [
            ("各环节", "环节", rounds.collect::<Vec<_>>()),
            ("概念掌握", "概念", concepts.collect()),
            ("难题", "题目", hardest.collect()),
        ] {
            all.push(Table { title, rows: [vec![row(&[first, "答对", "作答", "正确率"])], rows].concat() });
        }
        let mut votes = vec![row(&["题目", "选项", "正确", "第一次", "第二次"])];
        votes.extend(self.votes.iter().flat_map(|vote| vote_rows(vote, course)));
        all.push(Table { title: "举手", rows: votes });
        let mut corrections = vec![row(&["队", "分值", "理由"])];
        corrections.extend(self.corrections.iter().map(|c| vec![c.team.clone(), points(c.points), c.reason.clone()]));
        all.push(Table { title: "改分", rows: corrections });
        let mut handed = vec![row(&["姓名", "得分", "满分"])];
        handed.extend(self.handed.iter().map(handed_row));
        all.push(Table { title: "答卷", rows: handed });
        let mut follow = vec![row(&["建议复习的概念", "章节"])];
        for concept in self.follow_up(course).concepts.iter().filter_map(|id| course.concept(id)) {
            let section = course.section(&concept.section).map_or("", |section| &*section.title);
            follow.push(row(&[&concept.title, section]));
        }
        all.push(Table { title: "后续学习", rows: follow });
        all.retain(|table| table.rows.len() > 1);
        all
    }

    fn basics(&self, course: &Course) -> Vec<Vec<String>> {
        let mut rows = vec![
            row(&["项目", "内容"]),
            row(&["方案", &self.title]),
            row(&["课程", &course.title]),
            row(&["时间", &self.started.written()]),
            row(&["时长（分钟）", &self.minutes.to_string()]),
            row(&["应到", &self.members.to_string()]),
            row(&["实到", &self.present.len().to_string()]),
            row(&["到会人员", &self.present.join("、")]),
        ];
        if !self.note.is_empty() {
            rows.push(row(&["备注", &self.note]));
        }
        rows
    }

    fn team_rows(&self) -> Vec<Vec<String>> {
        let mut head = row(&["名次", "队"]);
        head.extend(self.rounds.iter().map(|round| format!("{} {}", round.step + 1, round.kind.name())));
        head.extend(row(&["改分", "总分"]));
        let line = |team: &TeamLine| {
            let mut cells = vec![team.place.to_string(), team.name.clone()];
            cells.extend(team.rounds.iter().map(|won| points(*won)));
            let corrected = team.points.saturating_sub(team.rounds.iter().sum());
            cells.extend([points(corrected), points(team.points)]);
            cells
        };
        std::iter::once(head).chain(self.teams.iter().map(line)).collect()
    }
}

fn vote_rows(vote: &VoteLine, course: &Course) -> Vec<Vec<String>> {
    let question = course.question(&vote.question);
    let line = |(at, first): (usize, &u16)| {
        let words = question.map_or("", |question| option_words(&question.body, at));
        let right = question.is_some_and(|question| is_right(&question.body, at));
        let second = vote.second.get(at).map(ToString::to_string).unwrap_or_default();
        vec![
            stem(course, &vote.question),
            words.into(),
            if right { "是" } else { "" }.into(),
            first.to_string(),
            second,
        ]
    };
    vote.first.iter().enumerate().map(line).collect()
}

fn handed_row(handed: &HandedIn) -> Vec<String> {
    vec![handed.name.clone().unwrap_or_else(|| "未署名".into()), handed.marks.to_string(), handed.of.to_string()]
}

/// What has changed between two meetings, as a table.
#[must_use]
pub fn changes(changes: &[Change], course: &Course) -> Table {
    let mut rows = vec![row(&["概念", "上次", "这次", "变化（百分点）"])];
    for Change { concept, before, after } in changes {
        let title = course.concept(concept).map_or(concept.as_str(), |concept| &*concept.title);
        let rate = |share: &Share| i32::try_from(share.per_cent().unwrap_or(0)).unwrap_or(0);
        let more = points(rate(after) - rate(before));
        rows.push(vec![title.to_owned(), per_cent(*before), per_cent(*after), more]);
    }
    Table { title: "前后对比", rows }
}

/// Tables one under the other, each under its title: what spreadsheets get.
fn stacked(tables: &[Table], put: &mut Put<'_>) {
    for table in tables {
        put(&[table.title]);
        for row in &table.rows {
            put(&row.iter().map(String::as_str).collect::<Vec<_>>());
        }
        put(&[""]);
    }
}

/// Tables as CSV, with the mark at the beginning that tells spreadsheets that it is UTF-8.
#[must_use]
pub fn csv(tables: &[Table]) -> Vec<u8> {
    let mut text = "\u{feff}".to_owned();
    stacked(tables, &mut |cells| {
        for cell in cells {
            quote(cell, &mut text);
        }
        text.pop();
        text.push_str("\r\n");
    });
    text.into_bytes()
}

/// Tables as the bytes of an .xlsx file.
#[must_use]
pub fn workbook(tables: &[Table]) -> Vec<u8> {
    sheet(&mut |put| stacked(tables, put))
}
