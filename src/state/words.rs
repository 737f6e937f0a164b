//! Errors in words that say what to do.

use super::own_text::TextError;
use crate::core::backup::BackupError;
use crate::core::course::CourseError;
use crate::core::exam::{BlueprintError, CodeError, MARKS_MAX, QUESTIONS_MAX};
use crate::core::reading::Refusal;
use crate::core::reading::decode::FileKind;
use crate::core::reading::docx::DocxError;
use crate::storage::StorageError;

/// A storage error for its reader.
#[must_use]
pub fn storage(error: &StorageError) -> String {
    match error {
        StorageError::Unavailable(_) => {
            "浏览器不允许本页保存数据（常见于无痕模式）。可以照常学习，但关闭页面后进度不会保留；请改用普通窗口打开。"
                .into()
        }
        StorageError::Newer { .. } => "本机数据由更新版本的程序写入。请刷新页面，更新到新版本后再继续。".into(),
        StorageError::Blocked => "另一个标签页正占用旧版数据。请关闭其他“作表率”标签页，再刷新本页。".into(),
        StorageError::Timeout => "打开本机数据超时。请刷新页面；若仍不行，请重启浏览器。".into(),
        StorageError::Quota => "设备空间不足，答题记录暂时保存在内存中。请清理手机空间，再点“重试”。".into(),
        StorageError::Superseded => "另一个标签页已更新到新版本。请刷新本页，再继续学习。".into(),
        StorageError::Lost(_) => "与本机数据的连接中断，答题记录暂时保存在内存中。请点“重试”，或刷新页面。".into(),
        StorageError::Conflict(_) => "有一条答题记录与已存的记录编号相同，正在另行保存。".into(),
        StorageError::Other(_) => "保存时出错，答题记录暂时保存在内存中。请点“重试”。".into(),
    }
}

/// Why nothing can be saved as long as this page is open, for its reader: there is nothing to try again.
#[must_use]
pub fn absent(error: &StorageError) -> String {
    match error {
        StorageError::Quota | StorageError::Lost(_) | StorageError::Conflict(_) | StorageError::Other(_) => {
            let advice = match error {
                StorageError::Quota => "请清理手机空间，再刷新页面。",
                _ => "请刷新页面；若仍不行，请重启浏览器。",
            };
            format!("没有打开本机数据。可以照常学习，但关闭页面后进度不会保留；{advice}")
        }
        _ => storage(error),
    }
}

/// A storage error for somebody who saves or restores a backup: nothing has changed.
#[must_use]
pub fn untouched(error: &StorageError) -> String {
    match error {
        StorageError::Quota => "设备空间不足，没有改动任何内容。请清理一些空间，再试一次。".into(),
        StorageError::Superseded | StorageError::Unavailable(_) => storage(error),
        _ => "读写本机数据时出错，没有改动任何内容。请关闭本站的其他标签页，刷新后再试。".into(),
    }
}

/// There is nothing on the disk to be saved, and no disk to restore to.
#[must_use]
pub fn no_store() -> String {
    storage(&StorageError::Unavailable(String::new()))
}

/// What is said after everything was restored or deleted.
pub const RESTORED: &str = "已完成。之前的内容存为快照，在“数据”页的“本机快照”里，可以换回来。";

/// Why a backup is not restored, for its reader.
#[must_use]
pub fn backup(error: BackupError) -> String {
    match error {
        BackupError::TooBig => "文件超过 32 MB，不是本程序的备份。没有改动任何内容。",
        BackupError::Unreadable => "浏览器没能读出这个文件。文件可能已移动，或没有读取权限；请重新选择。",
        BackupError::CannotUnpack => "这个浏览器不能解压备份。请更新浏览器，或先在电脑上解压成 .json 再选择。",
        BackupError::Foreign => "这不是“作表率”的备份文件。请选择名字以“作表率-备份”或“作表率-数据”开头的文件。",
        BackupError::Newer => "这份备份由更新版本的程序保存。请更新：联网后刷新本页，再恢复。没有改动任何内容。",
        BackupError::Cut => "文件不完整，后面缺了一段，可能没有下载或传输完。请重新传一次。没有改动任何内容。",
        BackupError::Damaged => "文件已损坏，内容与校验码对不上。请换一份备份，或重新传一次。没有改动任何内容。",
        BackupError::Unlikely => "文件里的记录超出正常范围，不像是本程序保存的。没有改动任何内容。",
    }
    .into()
}

/// A course error for its reader.
#[must_use]
pub fn course(error: &CourseError) -> String {
    match error {
        CourseError::Damaged(_) => "课程文件不完整或已损坏。请联网后刷新页面重新下载；学习记录不受影响。".into(),
        CourseError::Format { .. } | CourseError::Foreign(_) => {
            "课程文件与程序版本不一致。请刷新页面，更新到同一版本。".into()
        }
    }
}

/// Why a paper code makes no paper, for whoever typed it.
#[must_use]
pub fn paper_code(error: &CodeError) -> String {
    match error {
        CodeError::Length(0) => "请输入卷号：10、14 或 24 位字母和数字，大小写、横线不限。",
        CodeError::Length(count) => {
            return format!("卷号是 10、14 或 24 位，现在是 {count} 位。请对照原来的卷号补全或删去多余的。");
        }
        CodeError::Unreadable(char) => {
            return format!("卷号里没有“{char}”这样的字符，只有数字和英文字母（没有 U）。请改掉它。");
        }
        CodeError::Mistyped => "卷号有一位不对，或者两位颠倒了。请从头核对一遍。",
        CodeError::Newer(_) => "这个卷号出自更新的版本。请联网刷新页面，更新后再输入。",
        CodeError::OtherCourse => "这是另一门课程的卷号。请换到那门课程，或者请对方确认课程。",
        CodeError::OtherEdition => {
            "这个卷号出自本课程的另一个版本，题目不一样。请两边都联网刷新到最新版，再用新出的卷号。"
        }
        CodeError::Blueprint(error) => return blueprint(Some(error)),
    }
    .into()
}

/// Why no paper can be made of what was chosen; `None`: no code can name it.
#[must_use]
pub fn blueprint(error: Option<&BlueprintError>) -> String {
    match error {
        Some(BlueprintError::NoQuestions) => "一道题也没有。请至少给一种题型设定题数。".into(),
        Some(BlueprintError::TooManyQuestions(count)) => {
            format!("一份卷子最多 {QUESTIONS_MAX} 题，现在是 {count} 题。请减少题数。")
        }
        Some(BlueprintError::Total(total)) => {
            format!("一份卷子最多 {MARKS_MAX} 分，现在是 {total} 分。请减少题数或每题分值。")
        }
        _ => "这个范围、这些题型出不了卷子。请换一个范围，或多选几种题型。".into(),
    }
}

/// Why an own copy of the text was not opened, for its reader.
#[must_use]
pub fn own_text(error: &TextError) -> String {
    match error {
        TextError::BigFile => "文件超过 20 MB，不像是一篇讲话。请只把讲话全文另存为 .txt，或复制后粘贴到下面。",
        TextError::Unreadable => "浏览器没能读出这个文件。文件可能已移动，或没有读取权限；请重新选择。",
        TextError::OtherKind(FileKind::Pdf) => "PDF 里的文字不能直接读取。请打开 PDF，全选、复制，再粘贴到下面。",
        TextError::OtherKind(FileKind::Image) => "图片里的文字不能直接读取。请用手机的“提取文字”功能复制，再粘贴到下面。",
        TextError::OtherKind(FileKind::OldDocument | FileKind::Zip | FileKind::Text) => {
            "这是旧版 Word、WPS 格式，或加了密码的文档，不能直接读取。请打开后另存为 .docx 或 .txt，或复制后粘贴到下面。"
        }
        TextError::NoText => "没有从这个文件里读出中文。请打开后另存为 UTF-8 编码的 .txt，或复制后粘贴到下面。",
        TextError::Docx(DocxError::Damaged) => "这个 .docx 文件不完整或已损坏。请重新获取，或复制文字后粘贴到下面。",
        TextError::Docx(DocxError::NotDocx) => {
            "这是压缩包、表格或演示文稿，不是 .docx 文档。请选择 .docx 或 .txt 文件，或复制文字后粘贴到下面。"
        }
        TextError::Docx(DocxError::Encrypted) => "这个文档加了密码。请取消密码后另存，或复制文字后粘贴到下面。",
        TextError::Docx(DocxError::TooBig) | TextError::Refused(Refusal::TooLong) => {
            "文字太长，不像是一篇讲话（最多约 70 万字）。请只选取讲话全文。"
        }
        TextError::Docx(DocxError::Unusual) | TextError::CannotUnpack => {
            "这个浏览器打不开这份 .docx。请把文档另存为 .txt，或复制文字后粘贴到下面。"
        }
        TextError::Refused(Refusal::Empty) => "里面没有文字。如果文字在图片里，请先提取文字，再粘贴到下面。",
        TextError::Refused(Refusal::Unrelated { cited, found }) => {
            return format!(
                "这不像是课程所讲的那篇讲话：课程引用的 {cited} 处词句只找到 {found} 处。没有保存任何内容，请检查后再试。"
            );
        }
        TextError::NotReady => "本机数据还没有读完，请稍等几秒再试。",
    }
    .into()
}
