//! A static file server for `serve` and the browser tests: what a good host does, on this machine only.
//!
//! Written on `std::net` alone, for the tests need what libraries hide: [`Server::stop`] closes the listening socket
//! *and* every open connection, so that the browser really is offline.

mod answer;
mod encoding;
mod faults;
mod live;
mod mime;
mod request;

use answer::Answer;
pub use faults::{Faults, Pace};
use live::Live;
use std::io::{self, BufReader, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What the server answers to a path without a file that looks like a page of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fallback {
    /// `index.html` with status 200: a host with a fallback rule.
    Spa,
    /// `404.html` with status 404: a plain static host.
    NotFound404,
}

/// What to serve and how.
#[derive(Clone, Debug)]
pub struct ServerConfig {
    /// The folder of the build.
    pub dist: PathBuf,
    /// The path it lives at: begins and ends with `/`.
    pub base: String,
    /// The port; 0 takes any that is free.
    pub port: u16,
    /// See [`Fallback`].
    pub fallback: Fallback,
    /// What is to go wrong; nothing for a good host.
    pub faults: Faults,
}

impl ServerConfig {
    /// A plain static host with the build at its root, on any free port.
    #[must_use]
    pub fn new(dist: impl Into<PathBuf>) -> Self {
        Self {
            dist: dist.into(),
            base: "/".to_owned(),
            port: 0,
            fallback: Fallback::NotFound404,
            faults: Faults::default(),
        }
    }
}

/// One answered request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The path with its query, as it was asked for.
    pub path: String,
    /// Status of the answer.
    pub status: u16,
    /// Bytes of the answer's body as transferred.
    pub bytes: usize,
}

/// How long an idle connection is kept. Browsers open some in advance.
const IDLE: Duration = Duration::from_secs(60);

/// A running server; dropping it stops it.
#[derive(Debug)]
pub struct Server {
    port: u16,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    config: ServerConfig,
    log: Mutex<Vec<Request>>,
    live: Live,
}

impl Server {
    /// Starts serving on 127.0.0.1 in threads of its own.
    ///
    /// # Errors
    /// When the port cannot be had.
    pub fn start(config: ServerConfig) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, config.port))?;
        let port = listener.local_addr()?.port();
        let shared = Arc::new(Shared { config, log: Mutex::default(), live: Live::default() });
        let of_thread = Arc::clone(&shared);
        let accepting = std::thread::Builder::new().name("server".to_owned()).spawn(move || {
            accept(&listener, &of_thread);
            close_listener(listener);
        })?;
        Ok(Self { port, shared, accepting: Some(accepting) })
    }

    /// The port it listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The app's address, like `http://localhost:8080/study/`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://localhost:{}{}", self.port, self.shared.config.base)
    }

    /// All requests answered so far, in the order of their answers.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.log).clone()
    }

    /// Forgets the requests answered so far.
    pub fn forget_requests(&self) {
        lock(&self.shared.log).clear();
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        if let Some(accepting) = self.accepting.take() {
            // Only a panic ends the thread from inside; there is nothing left to do then.
            let _ = accepting.join();
        }
    }

    /// Stops: the listening socket and all connections are closed when this returns, and the port is free again.
    pub fn stop(mut self) {
        self.close();
    }

    fn close(&mut self) {
        let Some(accepting) = self.accepting.take() else { return };
        self.shared.live.close();
        // `accept` blocks; a last connection wakes it, and it sees that it is over.
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let _ = TcpStream::connect_timeout(&address, Duration::from_secs(1));
        let _ = accepting.join();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.close();
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        let Some(id) = shared.live.add(&stream) else { return };
        let shared = Arc::clone(shared);
        let served = std::thread::Builder::new().spawn(move || {
            // A browser that goes away in the middle is nothing to report.
            let _ = serve(&stream, &shared);
            let _ = stream.shutdown(Shutdown::Both);
            shared.live.remove(id);
        });
        // Without a thread the connection is dropped, which the browser takes for a refusal.
        drop(served);
    }
}

/// Ends the listening itself, not only this handle to it: a process that is being started at this moment has inherited
/// one, and would keep the port open until it runs.
#[cfg(unix)]
fn close_listener(listener: TcpListener) {
    // The library offers `shutdown` for streams only; for the system both are sockets.
    let _ = TcpStream::from(std::os::fd::OwnedFd::from(listener)).shutdown(Shutdown::Both);
}

#[cfg(not(unix))]
fn close_listener(listener: TcpListener) {
    drop(listener);
}

/// Answers the requests of one connection until it ends.
fn serve(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = request::read(&mut reader)? {
        let mut config = shared.config.clone();
        if let Some(dist) = config.faults.dist(&request.target, now()) {
            config.dist = dist;
        }
        let answer = Answer::to(&request, &config);
        let bytes = answer.body_len(&request);
        let sending = config.faults.sending(&request.target);
        // Logged before it is sent: a test that has seen the answer finds it in the log.
        lock(&shared.log).push(Request { path: request.target.clone(), status: answer.status, bytes });
        if sending.deaf {
            break;
        }
        let mut whole = answer.to_bytes(&request);
        if let Some(cut) = sending.cut.filter(|cut| *cut < bytes) {
            whole.truncate(whole.len() - bytes + cut);
        }
        send(stream, &whole, sending.pace)?;
        if request.close || sending.cut.is_some() {
            break;
        }
    }
    Ok(())
}

fn send(mut stream: &TcpStream, bytes: &[u8], pace: Option<Pace>) -> io::Result<()> {
    let Some(pace) = pace else { return stream.write_all(bytes) };
    for slice in bytes.chunks(pace.slice) {
        stream.write_all(slice)?;
        std::thread::sleep(pace.pause);
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the rule keeps the app's core free of clocks; a deploy has its moment")]
fn now() -> Instant {
    Instant::now()
}

/// A log is still a log after some other thread's panic.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
