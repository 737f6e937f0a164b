//! The main job: learn today, close everything, cut the network, come back and go on.

use crate::problem::{Outcome, ensure, fail};
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::ids::SessionId;
use biaoshuai::core::route::Route;

/// The tab hears of its own registration only after the worker that another tab installed has taken charge of it.
const SLOW_TO_HEAR: &str = "
const { register } = ServiceWorkerContainer.prototype;
ServiceWorkerContainer.prototype.register = async function (...wanted) {
  const taken = this.controller ?? new Promise((resolve) => this.addEventListener('controllerchange', resolve, { once: true }));
  const registration = await register.apply(this, wanted);
  await taken;
  await new Promise((resolve) => setTimeout(resolve, 300));
  globalThis.heard = true;
  return registration;
};";

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.open_home().await?;
    student.start_today().await?;
    let session = session_on_screen(student).await?;
    let first = student.finish().await?;
    ensure(first == 10, format!("today's suggestion had {first} questions"))?;
    student.heading("10 题全部答对").await?;
    student.reload().await?;
    student.heading("10 题全部答对").await?;
    student.go_to("今日").await?;
    today_counts(student, 10).await?;
    student.offline_ready().await?;

    stage.site.down();
    stage.restart_browser().await?;
    let student = stage.student()?;
    student.open_home().await?;
    today_counts(student, 10).await?;
    student.offline_ready().await?;
    deep_links(student, &session).await?;
    student.open_home().await?;
    student.start_today().await?;
    student.finish().await?;
    let counted = student.progress().await?;
    ensure(counted == 20, format!("{counted} answers counted instead of 20"))?;

    stage.restart_browser().await?;
    let student = stage.student()?;
    student.open_home().await?;
    today_counts(student, 20).await?;
    let counted = student.progress().await?;
    ensure(counted == 20, format!("{counted} answers counted instead of 20 after the second restart"))
}

async fn session_on_screen(student: &Student) -> Outcome<SessionId> {
    let url = student.browser.web().current_url().await?;
    match url.path().rsplit_once("/session/") {
        Some((_, id)) => Ok(id.into()),
        None => fail(format!("{url} is not the address of a session")),
    }
}

async fn today_counts(student: &Student, answers: usize) -> Outcome {
    let said = format!("document.querySelector('.today')?.textContent.includes('今天已答 {answers} 题')");
    student.browser.until(&format!("今天已答 {answers} 题"), &said).await?;
    Ok(())
}

/// A tab that is opened while another one installs the offline copy. What went wrong is on the console.
///
/// # Errors
/// Where it ends.
pub async fn second_tab(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.browser.begin_with(SLOW_TO_HEAR).await?;
    student.open_home().await?;
    student.offline_ready().await?;
    student.browser.until("the tab heard after the worker took charge", "globalThis.heard === true").await?;
    student.start_today().await?;
    student.answer_right().await?;
    student.see_saved().await
}

/// Every address opens by itself, with a query too, as from a link in a chat.
async fn deep_links(student: &Student, session: &SessionId) -> Outcome {
    let course = &student.course;
    let (Some(section), Some(concept)) = (course.sections.first(), course.concepts.last()) else {
        return fail("the course is empty");
    };
    let list = course.concepts.iter().find(|concept| concept.members.len() > 2);
    let akin = course.concepts.iter().find_map(|concept| {
        let sibling = concept.siblings.first()?;
        Some((concept, course.concept(&sibling.id)?))
    });
    let (Some(list), Some((akin, sibling))) = (list, akin) else { return fail("no list, or no look-alikes") };
    let contrast = format!("{} 与 {}", akin.title, sibling.title);
    let links = [
        (Route::Learn, course.title.as_str()),
        (Route::Section(course.id.clone(), section.id.clone()), section.title.as_str()),
        (Route::Concept(course.id.clone(), concept.id.clone()), concept.title.as_str()),
        (Route::Map(course.id.clone()), "结构图"),
        (Route::Ladder(course.id.clone(), list.id.clone()), list.title.as_str()),
        (Route::Contrasts(course.id.clone()), "对比辨析"),
        (Route::Contrast(course.id.clone(), akin.id.clone(), sibling.id.clone()), contrast.as_str()),
        (Route::Text(course.id.clone(), None), "我的原文"),
        (Route::Search, "搜索"),
        (Route::Marks, "收藏与笔记"),
        (Route::Practice, "练习"),
        (Route::Focus, "专项练习"),
        (Route::Cards(course.id.clone(), None), "速览卡"),
        // A finished session leads to its summary.
        (Route::Session(session.clone()), "10 题全部答对"),
        (Route::Summary(session.clone()), "10 题全部答对"),
        (Route::Statistics, "学习统计"),
        (Route::Me, "我"),
        (Route::Help, "使用说明"),
        (Route::Unknown("no/such/page".to_owned()), "没有找到"),
        (Route::Home, "今日学习"),
    ];
    for (route, heading) in links {
        for query in ["", "?from=wechat&x=1.2#top"] {
            student.open_with(&route, query).await?;
            student.heading(heading).await?;
        }
    }
    Ok(())
}
