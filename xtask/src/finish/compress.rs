//! Precompressed copies beside the files, for hosts and for [`crate::server`].

use super::pack;
use crate::fail::{Failure, Outcome};
use crate::paths;
use std::io::Write;
use std::path::Path;

/// Bytes after which the compressor may begin anew; each is tried. Below some size a beginning costs more than it gains.
const NEW_FROM: [usize; 6] = [512, 1024, 2048, 4096, 16_384, usize::MAX];

/// Writes `.br` and `.gz` beside every file that gains from it.
pub(super) fn all(folder: &Path) -> Outcome {
    for name in paths::files_below(folder)?.into_iter().filter(|name| gains(name)) {
        let content = paths::read(&folder.join(&name))?;
        // The streams of a packed module have little in common.
        let ends = pack::module_name(&name).and_then(|_| pack::ends(&content)).unwrap_or_default();
        for (extension, packed) in [("br", brotli(&content, &ends)), ("gz", gzip(&content))] {
            let packed = packed.map_err(|error| Failure::new(format!("{name}: {error}")))?;
            if packed.len() < content.len() {
                paths::write(&folder.join(format!("{name}.{extension}")), packed)?;
            }
        }
    }
    Ok(())
}

fn gains(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("bin" | "css" | "html" | "js" | "json" | "svg" | "txt" | "wasm" | "webmanifest" | "xml"))
}

/// `ends`: places at which something else begins.
fn brotli(content: &[u8], ends: &[usize]) -> std::io::Result<Vec<u8>> {
    let tried = if ends.is_empty() { &NEW_FROM[..1] } else { &NEW_FROM[..] };
    let all: Vec<Vec<u8>> = tried.iter().map(|from| begun_anew(content, ends, *from)).collect::<Result<_, _>>()?;
    Ok(all.into_iter().min_by_key(Vec::len).unwrap_or_default())
}

fn begun_anew(content: &[u8], ends: &[usize], from: usize) -> std::io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: content.len(),
        ..brotli::enc::BrotliEncoderParams::default()
    };
    let mut writer = brotli::CompressorWriter::with_params(Vec::new(), 4096, &params);
    let mut written = 0;
    for end in ends {
        if end - written > from {
            writer.write_all(&content[written..*end])?;
            writer.flush()?;
            written = *end;
        }
    }
    writer.write_all(&content[written..])?;
    writer.flush()?;
    Ok(writer.into_inner())
}

/// The header of flate2 has no time in it: equal content, equal file.
fn gzip(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn both_forms_unpack_to_the_same() {
        let content = "提高政治站位。".repeat(50).into_bytes();
        let (br, gz) = (brotli(&content, &[]).unwrap(), gzip(&content).unwrap());
        assert!(br.len() < content.len() && gz.len() < content.len());
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &br[..], &mut plain).unwrap();
        assert_eq!(plain, content);
        plain.clear();
        flate2::read::GzDecoder::new(&gz[..]).read_to_end(&mut plain).unwrap();
        assert_eq!(plain, content);
        assert_eq!(gzip(&content).unwrap(), gz, "no clock in it");
        let br = brotli(&content, &[600, 601, content.len()]).unwrap();
        plain.clear();
        brotli::BrotliDecompress(&mut &br[..], &mut plain).unwrap();
        assert_eq!(plain, content, "begun anew twice");
    }
}
