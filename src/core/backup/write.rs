//! Writing format 1.

use super::{Contents, FORMAT, Record, Value, add};
use crate::core::review::Moment;

/// Bytes after which a piece is handed over: a whole file would be in memory twice.
const PIECE: usize = 256 << 10;

/// Writes a file piece by piece. `schema`: of the database it comes from; `build`: of the program, for people.
pub fn write(contents: &Contents, schema: u32, build: &str, at: Moment, put: &mut dyn FnMut(&str)) {
    let Moment { utc_ms, zone_min } = at;
    let mut out = format!(
        "{{\"app\":\"biaoshuai\",\"kind\":\"backup\",\"format\":{FORMAT},\"schema\":{schema},\"build\":{},\
         \"at\":{{\"u\":{utc_ms},\"z\":{zone_min}}},\"stores\":{{",
        quoted(build)
    );
    let mut sum = add(0, &utc_ms.to_string());
    for (place, (name, records)) in contents.stores().into_iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        out += &quoted(name);
        out += ":[";
        sum = add(sum, name);
        for (place, record) in records.iter().enumerate() {
            if place > 0 {
                out.push(',');
            }
            sum = record_sum(sum, record);
            let value = match &record.value {
                Value::Text(text) => &quoted(text),
                Value::Other(json) => json,
            };
            out += &["{\"key\":", &quoted(&record.key), ",\"value\":", value, "}"].concat();
            if out.len() > PIECE {
                put(&out);
                out.clear();
            }
        }
        out.push(']');
    }
    out += &format!("}},\"sum\":\"{sum:016x}\"}}\n");
    put(&out);
}

/// The sum with one more record.
pub(super) fn record_sum(sum: u64, record: &Record) -> u64 {
    let (Value::Text(value) | Value::Other(value)) = &record.value;
    add(add(sum, &record.key), value)
}

/// A text in JSON.
fn quoted(text: &str) -> String {
    // A text always can be written.
    serde_json::to_string(text).unwrap_or_default()
}
