//! `serve`: the release on this machine, as a good host would serve it.

use crate::build::{Options, build_if_needed};
use crate::fail::{Failure, Outcome};
use crate::paths;
use crate::server::{Fallback, Server, ServerConfig};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};

/// `serve [--port N] [--public-url /P/] [--no-build]`
pub(crate) fn run(port: u16, public_url: String, build: bool) -> Outcome {
    // Before the build: nobody wants to hear of a busy port after ten minutes.
    require_free(port)?;
    let dist = paths::dist();
    if build {
        build_if_needed(&Options { public_url: public_url.clone(), dist: dist.clone(), ..Options::default() })?;
    } else if !dist.join("index.html").is_file() {
        return Err(Failure::new(format!("{} holds no build; leave --no-build out", dist.display())));
    }
    let config = ServerConfig { base: public_url.clone(), port, fallback: Fallback::Spa, ..ServerConfig::new(dist) };
    let server = Server::start(config).map_err(|error| busy(port, &error))?;
    println!("http://localhost:{}{public_url}  (Ctrl+C ends it)", server.port());
    server.wait();
    Ok(())
}

/// Fails with a clear message if a port is taken.
pub(crate) fn require_free(port: u16) -> Outcome {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map(drop).map_err(|error| busy(port, &error))
}

fn busy(port: u16, error: &std::io::Error) -> Failure {
    match error.kind() {
        ErrorKind::AddrInUse => {
            Failure::new(format!("port {port} is in use; choose another, like --port {}", port ^ 1))
        }
        ErrorKind::PermissionDenied => Failure::new(format!("port {port} needs root's rights; choose one above 1023")),
        _ => Failure::new(format!("port {port}: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_port_is_named() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let failure = require_free(port).unwrap_err();
        assert!(failure.message.contains(&port.to_string()), "{failure}");
        assert_eq!(failure.code, 1);
    }
}
