//! CRC-32, as in Ethernet and zip. It finds every change of up to 32 neighbouring bits, so every wrong character.

/// The remainders of four bits, for half a byte at a time.
const REMAINDERS: [u32; 16] = {
    let mut all = [0; 16];
    let mut half = 0;
    while half < 16 {
        let mut rest = half as u32;
        let mut bit = 0;
        while bit < 4 {
            rest = if rest & 1 == 1 { (rest >> 1) ^ 0xedb8_8320 } else { rest >> 1 };
            bit += 1;
        }
        all[half] = rest;
        half += 1;
    }
    all
};
/// The checksum of these bytes.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, half: u32| REMAINDERS[((sum ^ half) & 15) as usize] ^ (sum >> 4);
    !bytes.iter().fold(u32::MAX, |sum, byte| step(step(sum, u32::from(*byte)), u32::from(*byte) >> 4))
}
