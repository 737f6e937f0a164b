//! A proxy that nobody should ever ask: every request of a browser to any other host ends here and is written down.

use crate::problem::Outcome;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The proxy; it lives as long as this process.
#[derive(Clone, Debug)]
pub struct Trap {
    port: u16,
    caught: Arc<Mutex<Vec<String>>>,
}

impl Trap {
    /// Sets it on a free port.
    ///
    /// # Errors
    /// When there is none.
    pub fn set() -> Outcome<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let trap = Self { port: listener.local_addr()?.port(), caught: Arc::default() };
        let caught = Arc::clone(&trap.caught);
        std::thread::Builder::new().name("trap".to_owned()).spawn(move || {
            for mut stream in listener.incoming().flatten() {
                // One that says nothing must not keep the others out.
                if stream.set_read_timeout(Some(Duration::from_secs(2))).is_err() {
                    continue;
                }
                let mut line = String::new();
                if BufReader::new(&stream).read_line(&mut line).is_ok() && !line.trim().is_empty() {
                    caught.lock().unwrap_or_else(PoisonError::into_inner).push(line.trim().to_owned());
                }
                // Whoever asked may be gone; that it asked is what counts.
                let _ = stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
        })?;
        Ok(trap)
    }

    /// Its port.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Its address.
    #[must_use]
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The request lines that came here so far.
    #[must_use]
    pub fn caught(&self) -> Vec<String> {
        self.caught.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets them.
    pub fn forget(&self) {
        self.caught.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
