// Part of boot.js: what the browser must be able to do.

// One tiny module with everything that today's Rust emits without being asked: multi-value, externref tables
// (table.grow), bulk memory (memory.fill), sign extension and saturating conversion. *Compiling* it also tells whether
// the page's content security policy lets wasm run: older browsers do not know 'wasm-unsafe-eval', and exactly that is
// what sets the floor (Chrome 97, Firefox 102, Safari 16.4).
var WASM_PROBE = [
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x06, 0x01, 0x60, 0x00, 0x02, 0x7f, 0x7f, 0x03, 0x02, 0x01,
  0x00, 0x04, 0x04, 0x01, 0x6f, 0x00, 0x00, 0x05, 0x03, 0x01, 0x00, 0x00, 0x0a, 0x1f, 0x01, 0x1d, 0x00, 0x41, 0x00,
  0x41, 0x00, 0x41, 0x00, 0xfc, 0x0b, 0x00, 0x43, 0x00, 0x00, 0x00, 0x00, 0xfc, 0x00, 0x1a, 0x41, 0x00, 0xc0, 0xd0,
  0x6f, 0x41, 0x00, 0xfc, 0x0f, 0x00, 0x0b
];

function wasmProblem() {
  if (typeof WebAssembly !== 'object' || typeof Uint8Array !== 'function') return 'WebAssembly';
  try {
    return new WebAssembly.Module(new Uint8Array(WASM_PROBE)) ? '' : 'WebAssembly';
  } catch (error) {
    return 'WebAssembly (' + textOf(error) + ')';
  }
}

// IndexedDB and service workers are not asked for: without them the program runs and says itself what is missing.
// Nor is structuredClone: Chrome 97, the floor, does not have it yet and the program does not call it.
function missingFeatures() {
  var missing = [];
  function need(name, present) {
    if (!present) missing.push(name);
  }
  need('ES modules', 'noModule' in document.createElement('script'));
  need('fetch', typeof window.fetch === 'function');
  need('Promise', typeof window.Promise === 'function');
  need('BigInt', typeof window.BigInt === 'function');
  need('TextDecoder', typeof window.TextDecoder === 'function');
  need('crypto.getRandomValues', !!window.crypto && typeof window.crypto.getRandomValues === 'function');
  var wasm = wasmProblem();
  if (wasm) missing.push(wasm);
  return missing;
}
