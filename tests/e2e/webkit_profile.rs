//! Gives WebKit's MiniBrowser a profile that outlives it.
//!
//! Under a driver MiniBrowser keeps nothing on disk, so what a restart or a crash leaves behind could not be looked at.
//! Loaded before its libraries (`LD_PRELOAD`), this one function answers the call for a data manager without a disk with
//! one that has the folder named by `FAULTS_PROFILE`. Compiled by `rustc` alone: no header, no crate.

use std::ffi::{CStr, CString, c_char, c_void};
use std::ptr::null_mut;

type New = unsafe extern "C" fn(*const c_char, ...) -> *mut c_void;

unsafe extern "C" {
    fn dlsym(library: *mut c_void, name: *const c_char) -> *mut c_void;
}

/// In the place of WebKit's own function of this name.
#[unsafe(no_mangle)]
pub extern "C" fn webkit_website_data_manager_new_ephemeral() -> *mut c_void {
    const NEW: &CStr = c"webkit_website_data_manager_new";
    let folder = std::env::var("FAULTS_PROFILE").ok().and_then(|folder| CString::new(folder).ok());
    let end: *mut c_void = null_mut();
    // SAFETY: looked up by name in all that is loaded, for the driver loads this library too and has no WebKit. Whoever
    // calls this function has it, and it takes pairs of a property's name and a string, both ended by a zero byte, and a
    // null pointer behind the last pair; all of them live until it returns.
    unsafe {
        let found = dlsym(null_mut(), NEW.as_ptr());
        let (false, Some(folder)) = (found.is_null(), folder) else { std::process::abort() };
        let new = std::mem::transmute::<*mut c_void, New>(found);
        let (data, cache) = (c"base-data-directory".as_ptr(), c"base-cache-directory".as_ptr());
        new(data, folder.as_ptr(), cache, folder.as_ptr(), end)
    }
}
