//! The open connections, so that all of them can be closed at once.

use super::lock;
use std::collections::HashMap;
use std::net::{Shutdown, TcpStream};
use std::sync::Mutex;

/// Open connections by number; `None` once the server has stopped.
#[derive(Debug)]
pub(super) struct Live {
    streams: Mutex<Option<HashMap<u64, TcpStream>>>,
}

impl Default for Live {
    fn default() -> Self {
        Self { streams: Mutex::new(Some(HashMap::new())) }
    }
}

impl Live {
    /// Remembers a connection and returns its number, or `None` if the server has stopped.
    pub(super) fn add(&self, stream: &TcpStream) -> Option<u64> {
        let mut streams = lock(&self.streams);
        let streams = streams.as_mut()?;
        let id = streams.keys().max().map_or(0, |last| last + 1);
        match stream.try_clone() {
            Ok(clone) => {
                streams.insert(id, clone);
            }
            // What could not be closed later is not served at all.
            Err(_) => {
                let _ = stream.shutdown(Shutdown::Both);
            }
        }
        Some(id)
    }

    /// Forgets a connection that has ended.
    pub(super) fn remove(&self, id: u64) {
        if let Some(streams) = lock(&self.streams).as_mut() {
            streams.remove(&id);
        }
    }

    /// Closes all connections and accepts no more.
    pub(super) fn close(&self) {
        for stream in lock(&self.streams).take().unwrap_or_default().values() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}
