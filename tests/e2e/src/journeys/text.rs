//! The reader's own copy of the text: opened in every way, shown beside cards and answers, read, and removed.

use crate::own_text::{archive, docx, generated};
use crate::problem::{Outcome, ensure};
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::course::Concept;
use biaoshuai::core::route::Route;
use biaoshuai::core::text::fold;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Keys of everything on the device that belongs to a copy.
const KEPT: &str = "
const [done] = arguments;
const opening = indexedDB.open('biaoshuai');
opening.onsuccess = () => {
  const keys = opening.result.transaction('kv').objectStore('kv').getAllKeys();
  keys.onsuccess = () => { opening.result.close(); done(keys.result.filter((key) => /^(text|place)\\//.test(key))); };
};";

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let folder = stage.downloads();
    std::fs::create_dir_all(&folder)?;
    // The browser's own page about broken XML has a style in it, which the policy rightly refuses.
    stage.expected.push("Applying inline style violates");
    let student = stage.student()?;
    let text = generated(&student.course);
    student.open_home().await?;
    student.course_map().await?;
    student.browser.tap("#main a[href$='/text']").await?;
    student.heading("我的原文").await?;
    refused(student, &folder).await?;

    student.paste_text(&text).await?;
    matched(student, "粘贴的文字").await?;
    beside_a_concept(student).await?;
    beside_an_answer(student).await?;
    place_is_kept(student).await?;

    let (gb18030, _, wrong) = encoding_rs::GB18030.encode(&text);
    ensure(!wrong, "the text cannot be written in GB18030")?;
    for (name, bytes) in [("copy-gb.txt", gb18030.to_vec()), ("copy.docx", docx(&text)?)] {
        student.browser.tap("#own-replace").await?;
        student.browser.see("#opener").await?;
        choose(student, &folder, name, &bytes).await?;
        matched(student, name).await?;
    }

    student.browser.tap("#own-remove").await?;
    student.browser.tap("#own-remove-now").await?;
    student.browser.see("#opener").await?;
    gone(student).await
}

/// Another text and files without a text: said why, and nothing is kept.
async fn refused(student: &Student, folder: &Path) -> Outcome {
    student.paste_text("今天天气很好。\n我们去阅览室看书。").await?;
    trouble(student, "这不像是课程所讲的那篇讲话").await?;
    student.paste_text(" \n　").await?;
    trouble(student, "里面没有文字").await?;
    for (name, bytes, words) in [
        ("table.docx", archive("xl/workbook.xml", b"<workbook/>")?, "不是 .docx 文档"),
        ("broken.docx", b"PK\x03\x04 and no more".to_vec(), "已损坏"),
        ("no-xml.docx", archive("word/document.xml", b"not <xml")?, "已损坏"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "旧版 Word"),
        ("scan.pdf", b"%PDF-1.7".to_vec(), "PDF"),
        ("photo.png", b"\x89PNG\r\n".to_vec(), "图片"),
        ("data.txt", vec![0, 1, 2, 3], "没有从这个文件里读出中文"),
    ] {
        choose(student, folder, name, &bytes).await?;
        trouble(student, words).await?;
    }
    student.reload().await?;
    student.browser.see("#opener").await?;
    gone(student).await
}

async fn trouble(student: &Student, words: &str) -> Outcome {
    let said = format!("document.querySelector('#own-trouble')?.textContent.includes({})", json!(words));
    student.browser.until(&format!("the trouble “{words}”"), &said).await?;
    Ok(())
}

async fn choose(student: &Student, folder: &Path, name: &str, bytes: &[u8]) -> Outcome {
    let file: PathBuf = folder.join(name);
    std::fs::write(&file, bytes)?;
    student.browser.see("#own-file").await?;
    student.browser.choose_file("#own-file", &file).await
}

/// Everything that the course cites was found in the copy with this name.
async fn matched(student: &Student, name: &str) -> Outcome {
    let named = format!("document.querySelector('#own-report .hint')?.textContent.startsWith({})", json!(name));
    student.browser.until(&format!("the report on {name}"), &named).await?;
    let left = student.browser.js("return document.querySelectorAll('.own-mismatches li').length;", Vec::new()).await?;
    ensure(left == json!(0), format!("{left} wordings of {name} were not found"))?;
    let shown =
        student.browser.js("return document.querySelectorAll('#own-reading .margin').length;", Vec::new()).await?;
    ensure(shown.as_u64() > Some(10), format!("only {shown} paragraphs name concepts"))
}

async fn beside_a_concept(student: &Student) -> Outcome {
    let course = &student.course;
    let cites_one = |concept: &&Concept| concept.source.len() == 1 && concept.source[0].para > 9;
    let Some(concept) = course.concepts.iter().find(cites_one) else {
        return ensure(false, "no concept cites one paragraph");
    };
    student.open(&Route::Concept(course.id.clone(), concept.id.clone())).await?;
    student.browser.see(".passage mark").await?;
    let marks = student
        .browser
        .js("return [...document.querySelectorAll('.passage mark')].map((e) => e.textContent);", Vec::new());
    let marks: Vec<String> = serde_json::from_value(marks.await?)?;
    for term in &concept.source[0].terms {
        let marked = marks.iter().any(|mark| fold(mark).contains(&fold(term)));
        ensure(marked, format!("“{term}” is not marked; these are: {}", marks.join(" | ")))?;
    }
    student.browser.tap(".passage figcaption a").await?;
    student.heading("我的原文").await?;
    let number = format!("¶{}", concept.source[0].para);
    at_the_top(student, &number).await?;
    student.browser.tap(".block:nth-child(12) .margin summary").await?;
    student.browser.tap(".block:nth-child(12) .margin a").await?;
    student.browser.see(".concept").await
}

/// The paragraph with this number is what one reads first.
async fn at_the_top(student: &Student, number: &str) -> Outcome {
    let there = format!(
        "(() => {{ const e = [...document.querySelectorAll('.para-no > span')].find((e) => e.textContent === {});
            const top = e?.closest('.block').getBoundingClientRect().top ?? 9999; return top > -20 && top < 160; }})()",
        json!(number)
    );
    student.browser.until(&format!("{number} at the top"), &there).await?;
    Ok(())
}

async fn beside_an_answer(student: &Student) -> Outcome {
    student.open_home().await?;
    student.start_today().await?;
    student.answer_right().await?;
    student.browser.see("#feedback .passage mark").await?;
    student.see_saved().await
}

async fn place_is_kept(student: &Student) -> Outcome {
    student.open(&Route::Text(student.course.id.clone(), None)).await?;
    student.browser.see("#own-reading").await?;
    student.browser.tap_words(".reading-size .segment", "大").await?;
    let scroll = "[...document.querySelectorAll('.para-no > span')].find((e) => e.textContent === '¶12')
        .closest('.block').scrollIntoView({ behavior: 'instant' });";
    student.browser.js(scroll, Vec::new()).await?;
    at_the_top(student, "¶12").await?;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    student.reload().await?;
    student.browser.see("#own-reading.size-2").await?;
    at_the_top(student, "¶12").await
}

/// Nothing of a copy is on the device.
async fn gone(student: &Student) -> Outcome {
    // What was removed a moment ago may still be on its way.
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    let kept = student.browser.js_async(KEPT, Vec::new()).await?;
    ensure(kept == json!([]), format!("on the device there is {kept}"))
}
