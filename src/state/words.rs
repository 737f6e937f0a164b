//! Errors in words that say what to do.

use crate::core::course::CourseError;
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
