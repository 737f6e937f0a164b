/*
 * Puts a packed part of the program together again; what the packed form is and why, xtask/src/finish/pack says, which
 * also has these steps in Rust. The page uses it as long as there is no offline copy, the service worker when it makes one.
 */
const VERSION = 1;
const FAR = 0xd7; // a constant by its distance from the one before
const ODD = 0xd8; // first code of a memory access with an alignment of its own
const SLICE = 8; // ms of work after which others get their turn
// The streams in the order of the file.
const [HEAD, TAIL, CODE, LOCALS, GET, SET, TEE, OFFSET, CALL, FARS, ADD, SUB, ARGUMENT, STORE, KEEP, SHIFT, AND, OTHER,
  LONG, BRANCH, TABLE, BLOCK, INDIRECT, GLOBAL, FLOAT, REST, STREAMS] = Array(27).keys();
// Where a constant goes by the code after it.
const CONSTANTS = { 0x6a: ADD, 0x6b: SUB, 0x10: ARGUMENT, 0x36: STORE, 0x21: KEEP, 0x74: SHIFT, 0x71: AND };
// Opcodes that are followed by one number.
const PLAIN = { 0x0c: BRANCH, 0x0d: BRANCH, 0x10: CALL, 0x20: GET, 0x21: SET, 0x22: TEE, 0x23: GLOBAL, 0x24: GLOBAL, 0x42: LONG };

function natural(opcode) {
  if ([0x29, 0x2b, 0x37, 0x39].includes(opcode)) return 3;
  if ([0x28, 0x2a, 0x34, 0x35, 0x36, 0x38, 0x3e].includes(opcode)) return 2;
  return [0x2e, 0x2f, 0x32, 0x33, 0x3b, 0x3d].includes(opcode) ? 1 : 0;
}

// The module in a packed file, as bytes. Throws on what is none; whether it is the right one only its hash can tell.
async function unpack(packed) {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = packed[at++];
      value += (byte & 0x7f) * scale;
      if (!(byte & 0x80)) return value;
    }
  };
  if (packed[at++] !== VERSION) throw new Error('packed otherwise');
  const out = new Uint8Array(number());
  const functions = number();
  const odd = Array.from({ length: packed[at++] }, () => [packed[at++], packed[at++]]);
  const lengths = Array.from({ length: STREAMS }, number);
  const places = lengths.map((length) => (at += length) - length);
  const head = packed.subarray(places[HEAD], places[HEAD] + lengths[HEAD]);
  const tail = packed.subarray(places[TAIL], places[TAIL] + lengths[TAIL]);
  const align = Uint8Array.from({ length: 64 }, (_, opcode) => natural(opcode));
  const constants = Uint8Array.from({ length: 256 }, (_, code) => CONSTANTS[code] ?? OTHER);
  const plain = Uint8Array.from({ length: 256 }, (_, opcode) => PLAIN[opcode] ?? 0);

  let body = new Uint8Array(out.length);
  let end = 0;
  const bytes = (stream, count) => {
    for (; count > 0; count--) body[end++] = packed[places[stream]++];
  };
  const leb = (stream) => {
    let byte;
    do body[end++] = byte = packed[places[stream]++];
    while (byte & 0x80);
  };
  const count = (stream) => {
    at = places[stream];
    const value = number();
    leb(stream);
    return value;
  };
  const write = (into, place, value) => {
    for (; value > 0x7f; value >>>= 7) into[place++] = (value & 0x7f) | 0x80;
    into[place++] = value;
    return place;
  };

  const code = new Uint8Array(out.length);
  let filled = write(code, 0, functions);
  let far = 0;
  let since = performance.now();
  for (let left = functions; left > 0; left--) {
    end = 0;
    for (let kinds = count(LOCALS); kinds > 0; kinds--) {
      leb(LOCALS);
      bytes(LOCALS, 1);
    }
    for (let depth = 1; depth > 0; ) {
      if (end > body.length) throw new Error('damaged');
      const written = packed[places[CODE]++];
      const variant = written >= ODD && written < 0xfb ? odd[written - ODD] : null;
      const opcode = written === FAR ? 0x41 : variant ? variant[0] : written;
      body[end++] = opcode;
      if (plain[opcode]) {
        leb(plain[opcode]);
      } else if (opcode >= 0x28 && opcode <= 0x3e) {
        body[end++] = variant ? variant[1] : align[opcode];
        leb(OFFSET);
      } else if (written === FAR) {
        at = places[FARS];
        const step = number();
        places[FARS] = at;
        far += step % 2 ? -(step + 1) / 2 : step / 2;
        // A signed number: its last byte must not look negative.
        let value = far;
        for (; value > 0x3f; value >>>= 7) body[end++] = (value & 0x7f) | 0x80;
        body[end++] = value;
      } else if (opcode === 0x41) {
        leb(constants[packed[places[CODE]]]);
      } else if (opcode === 0x02 || opcode === 0x03 || opcode === 0x04) {
        depth += 1;
        leb(BLOCK);
      } else if (opcode === 0x0b) {
        depth -= 1;
      } else if (opcode === 0x0e) {
        for (let targets = count(TABLE); targets >= 0; targets--) leb(TABLE);
      } else if (opcode === 0x11) {
        leb(INDIRECT);
        leb(INDIRECT);
      } else if (opcode === 0x3f || opcode === 0x40) {
        bytes(REST, 1);
      } else if (opcode === 0x43 || opcode === 0x44) {
        bytes(FLOAT, opcode === 0x43 ? 4 : 8);
      } else if (opcode === 0xfc) {
        const kind = packed[places[REST]];
        bytes(REST, kind === 10 ? 3 : kind === 11 ? 2 : 1);
      }
    }
    filled = write(code, filled, end);
    code.set(body.subarray(0, end), filled);
    filled += end;
    if (performance.now() - since > SLICE) {
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
  }
  out.set(head);
  at = head.length;
  // What several parts share may be data alone.
  if (functions > 0) {
    out[at] = 10;
    at = write(out, at + 1, filled);
    out.set(code.subarray(0, filled), at);
    at += filled;
  }
  out.set(tail, at);
  if (at + tail.length !== out.length) throw new Error('damaged');
  return out;
}

export { unpack };
