//! One value for each question that was ever answered: what the folds of the log are made of.

use crate::core::ids::{CourseId, QuestionId};
use crate::core::sorted::Sorted;
use serde::{Deserialize, Serialize};

/// Values by course and question. They lie in a list in the order in which the questions were first met; the map that
/// finds their places is the same for all types of values, for each type of map of its own costs the wasm kilobytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByQuestion<T> {
    places: Places,
    values: Vec<T>,
}

/// Where the value of each question lies. A list of courses: there are few.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Places(Vec<(CourseId, Sorted<QuestionId, u32>)>);

impl<T> Default for ByQuestion<T> {
    fn default() -> Self {
        Self { places: Places::default(), values: Vec::new() }
    }
}

impl Places {
    fn get(&self, course: &CourseId, question: &QuestionId) -> Option<usize> {
        self.of_course(course)?.get(question).map(|place| *place as usize)
    }

    fn of_course(&self, course: &CourseId) -> Option<&Sorted<QuestionId, u32>> {
        self.0.iter().find(|(id, _)| id == course).map(|(_, places)| places)
    }

    fn add(&mut self, course: &CourseId, question: &QuestionId, place: usize) {
        let at = self.0.iter().position(|(id, _)| id == course).unwrap_or_else(|| {
            self.0.push((course.clone(), Sorted::default()));
            self.0.len() - 1
        });
        self.0[at].1.put(question.clone(), Some(u32::try_from(place).unwrap_or(u32::MAX)));
    }

    /// Takes the question out that was added last.
    fn remove_last(&mut self, course: &CourseId, question: &QuestionId) {
        if let Some((_, places)) = self.0.iter_mut().find(|(id, _)| id == course) {
            places.put(question.clone(), None);
        }
        // A course that was added with it is the last one, too.
        self.0.pop_if(|(_, places)| places.is_empty());
    }
}

impl<T> ByQuestion<T> {
    /// The value of a question, if it has one.
    #[must_use]
    pub fn get(&self, course: &CourseId, question: &QuestionId) -> Option<&T> {
        self.values.get(self.places.get(course, question)?)
    }

    /// The value of a question, to be changed.
    pub fn get_mut(&mut self, course: &CourseId, question: &QuestionId) -> Option<&mut T> {
        self.values.get_mut(self.places.get(course, question)?)
    }

    /// The value of a question, `fresh` if it had none.
    pub fn entry(&mut self, course: &CourseId, question: &QuestionId, fresh: T) -> &mut T {
        let place = self.places.get(course, question).filter(|place| *place < self.values.len()).unwrap_or_else(|| {
            self.places.add(course, question, self.values.len());
            self.values.push(fresh);
            self.values.len() - 1
        });
        &mut self.values[place]
    }

    /// Makes the value of a question what it was before; `None`: it had none. Of several changes the last one is put
    /// back first.
    pub fn put_back(&mut self, course: &CourseId, question: &QuestionId, before: Option<T>) {
        match (self.get_mut(course, question), before) {
            (Some(value), Some(before)) => *value = before,
            (Some(_), None) => {
                self.values.pop();
                self.places.remove_last(course, question);
            }
            (None, _) => {}
        }
    }

    /// Every question of a course that has a value, sorted by id, also those that the course does not have any more.
    pub fn of_course(&self, course: &CourseId) -> impl Iterator<Item = (&QuestionId, &T)> {
        let places = self.places.of_course(course).into_iter().flat_map(Sorted::iter);
        places.filter_map(|(question, place)| Some((question, self.values.get(*place as usize)?)))
    }
}
