//! Moving house without a network: the old phone shows its codes, the new one looks at photos of them; some are lost, the
//! browser is killed in the middle, and the figures are the same in the end.

use crate::long_log::plant;
use crate::photo::square;
use crate::pictures::{HEIGHT, grey, quick_film};
use crate::problem::{Outcome, ensure, fail};
use crate::profile::temporary;
use crate::stage::Stage;
use crate::student::Student;
use crate::years::Years;
use biaoshuai::core::fountain::{Fountain, Frame};
use biaoshuai::core::qr;
use biaoshuai::core::route::Route;
use serde_json::{Value, json};
use std::path::Path;

/// Answers on the old phone, which are some twenty codes.
const ANSWERS: usize = 200;

/// Writes down what the page says is wrong.
const LISTEN: &str = "
globalThis.heard = [];
new MutationObserver(() => {
  const said = document.querySelector('#receive-trouble')?.textContent;
  if (said && heard.at(-1) !== said) heard.push(said);
}).observe(document.querySelector('#receive-trouble'), { childList: true, subtree: true, characterData: true });";

/// Frames that are kept on the device.
const KEPT: &str = "
const done = arguments[0];
const opening = indexedDB.open('biaoshuai-snapshots');
opening.onerror = () => done(0);
opening.onupgradeneeded = () => opening.transaction.abort();
opening.onsuccess = () => {
  const asked = opening.result.transaction('snapshots').objectStore('snapshots').getAll(IDBKeyRange.bound('moving/', 'moving0'));
  asked.onsuccess = () => {
    opening.result.close();
    done(asked.result.reduce((sum, bytes) => sum + new TextDecoder().decode(bytes).split('\\n').length, 0));
  };
};";

/// A code on the screen of the old phone.
struct Shown {
    photo: Vec<u8>,
    frame: Frame,
}

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let folder = temporary("moving")?;
    let figures = old_phone(stage.student()?).await?;
    let codes = shown(stage.student()?, &folder).await?;
    let pieces = codes[0].frame.pieces();
    // The old phone's network is gone; the new one had the program before.
    let mut phone = stage.other_device().await?;
    phone.student()?.open_home().await?;
    phone.student()?.offline_ready().await?;
    phone.site.down();
    let moved = receive(&mut phone, &codes, pieces, &folder).await;
    if moved.is_err() {
        phone.keep_evidence("moving-new").await;
    }
    let counted = match moved {
        Ok(()) => phone.student()?.figures().await,
        Err(problem) => Err(problem),
    };
    phone.close().await?;
    ensure(counted? == figures, "the figures are not those of the old phone")?;
    let _ = std::fs::remove_dir_all(folder);
    Ok(())
}

async fn open(student: &Student) -> Outcome {
    student.open(&Route::Moving).await?;
    student.heading("搬家").await
}

/// Has answers, and its codes on screen.
async fn old_phone(student: &Student) -> Outcome<Vec<String>> {
    student.open_home().await?;
    student.offline_ready().await?;
    let Some(now_ms) = student.browser.js("return Date.now();", Vec::new()).await?.as_i64() else {
        return fail("the browser has no clock");
    };
    plant(student, &Years::new(&student.course, ANSWERS, now_ms)?).await?;
    student.open_home().await?;
    let figures = student.figures().await?;
    ensure(figures[0] == ANSWERS.to_string(), format!("the old phone counts {figures:?}"))?;
    open(student).await?;
    student.browser.tap("#old-phone").await?;
    student.browser.see("#show .stream .qr").await?;
    student
        .browser
        .until("how long it takes", "document.querySelector('#stream-time').textContent.includes('约')")
        .await?;
    Ok(figures)
}

/// Photos of codes, until there are more than enough. What changes while a photo is taken is lost.
async fn shown(student: &Student, folder: &Path) -> Outcome<Vec<Shown>> {
    let file = folder.join("code.png");
    let mut shown = Vec::<Shown>::new();
    for _ in 0..600 {
        student.browser.picture_of("#show .stream .qr", &file).await?;
        let photo = square(&std::fs::read(&file)?, HEIGHT)?;
        let texts = qr::read(HEIGHT, HEIGHT, &photo);
        let Some(Ok(frame)) = texts.first().map(|text| Frame::parse(text)) else { continue };
        if shown.iter().all(|other| other.frame.number != frame.number) {
            shown.push(Shown { photo, frame });
        }
        if shown.len() >= shown[0].frame.pieces() * 3 / 2 + 8 {
            student.browser.tap("#stream-pause").await?;
            return Ok(shown);
        }
    }
    fail(format!("only {} codes were read", shown.len()))
}

/// Scans in two goes.
async fn receive(phone: &mut Stage<'_>, codes: &[Shown], pieces: usize, folder: &Path) -> Outcome {
    let (first, second) = (folder.join("first.y4m"), folder.join("second.y4m"));
    let half = pieces / 2;
    let mut photos: Vec<Vec<u8>> = codes[..half].iter().map(|shown| shown.photo.clone()).collect();
    // Between them is what does not belong there. The last codes of the first go are those of the second, too.
    let Ok(other) = Fountain::new(&[7; 2000], 58) else { return fail("nothing to show") };
    let newer = other.frame(0).text().replace("ZBM1", "ZBM2");
    for text in ["https://example.org/menu", &newer, &other.frame(1).text()] {
        photos.push(grey(text, HEIGHT)?);
    }
    quick_film(&photos, &first)?;
    let photos: Vec<Vec<u8>> = codes[half - 2..].iter().map(|shown| shown.photo.clone()).collect();
    quick_film(&photos, &second)?;

    phone.film = Some(first);
    phone.restart_browser().await?;
    let student = phone.student()?;
    let browser = &student.browser;
    browser.allow_camera(false).await?;
    open(student).await?;
    browser.tap("#new-phone").await?;
    browser.tap("#camera-start").await?;
    let denied = "document.querySelector('#camera-trouble')?.textContent";
    browser.until("that there is no permission", &format!("{denied}.includes('没有得到使用摄像头的许可')")).await?;
    browser.until("what can be done instead", &format!("{denied}.includes('备份文件')")).await?;
    browser.allow_camera(true).await?;
    browser.js(LISTEN, Vec::new()).await?;
    browser.tap("#camera-start").await?;
    says(student, &format!("已收 {half}/{pieces} 片")).await?;
    for words in ["这不是搬家的二维码", "旧手机上的程序比这里新", "这是另一次搬家的码"] {
        let heard = format!("heard.some((said) => said.includes('{words}'))");
        browser.until(words, &heard).await?;
    }
    kept(student, half).await?;
    // It is killed in the middle, and goes on with what it has.
    phone.film = Some(second);
    phone.crash_browser().await?;
    let student = phone.student()?;
    student.browser.allow_camera(true).await?;
    open(student).await?;
    student.browser.see("#resumed").await?;
    says(student, &format!("已收 {half}/{pieces} 片")).await?;
    student.browser.tap("#camera-start").await?;
    let offered = format!("document.querySelector('#offer')?.textContent.includes('新增作答 {ANSWERS} 次')");
    student.browser.until("what merging will change", &offered).await?;
    student.browser.tap("#merge").await?;
    student.browser.see("#moving > .status-line.good[role=status]").await?;
    // What came is not wanted any more.
    kept(student, 0).await?;
    student.reload().await?;
    student.browser.see("#new-phone").await
}

async fn says(student: &Student, words: &str) -> Outcome {
    let said = format!("document.querySelector('#received')?.textContent.includes({})", json!(words));
    let Err(problem) = student.browser.until(words, &said).await else { return Ok(()) };
    let said = student.browser.js("return document.querySelector('#receive')?.textContent;", Vec::new()).await?;
    fail(format!("{problem}; it says {said}"))
}

/// Waits until so many frames are kept.
async fn kept(student: &Student, count: usize) -> Outcome {
    let mut found = Value::Null;
    for _ in 0..100 {
        found = student.browser.js_async(KEPT, Vec::new()).await?;
        if found == json!(count) {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    fail(format!("{found} frames are kept, not {count}"))
}
