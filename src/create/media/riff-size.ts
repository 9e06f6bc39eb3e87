const RIFF = 0x52494646;
const HEAD_BYTES = 8;
/** Recorders that cannot go back to note the size leave all bits set, or nearly all; a file that large is refused anyway. */
const LEAST_UNKNOWN = 0x7fff0000;

/**
 * Whether a WAV file is shorter than its head says. Writers disagree by up to the head's own 8 bytes on what the
 * size counts, so that much is let pass.
 */
export async function isRiffCutShort(file: Blob): Promise<boolean> {
  const head = new DataView(await file.slice(0, HEAD_BYTES).arrayBuffer());
  if (head.byteLength < HEAD_BYTES || head.getUint32(0) !== RIFF) return false;
  const size = head.getUint32(4, true);
  return size < LEAST_UNKNOWN && size > file.size;
}

const FIRST_CHUNK = 12;
const CHUNK_HEAD_BYTES = 8;
const DATA = 0x64617461;
/** What stands before the sound is seldom longer. */
const SEARCHED_BYTES = 4096;
const UNKNOWN = new Uint8Array([0xff, 0xff, 0xff, 0xff]);

/**
 * A WAV file whose sound is noted as 0 bytes, though bytes follow, as one whose sizes are unknown: its recorder
 * stopped before it could go back to note them. Any other file is returned as it is.
 */
export async function withOpenEnd(file: Blob): Promise<Blob> {
  const head = new DataView(await file.slice(0, SEARCHED_BYTES).arrayBuffer());
  if (head.byteLength < FIRST_CHUNK || head.getUint32(0) !== RIFF) return file;
  let at = FIRST_CHUNK;
  while (at + CHUNK_HEAD_BYTES < head.byteLength && head.getUint32(at) !== DATA) {
    const size = head.getUint32(at + 4, true);
    at += CHUNK_HEAD_BYTES + size + (size % 2);
  }
  if (at + CHUNK_HEAD_BYTES >= head.byteLength || head.getUint32(at + 4, true) !== 0) return file;
  return new Blob([file.slice(0, 4), UNKNOWN, file.slice(8, at + 4), UNKNOWN, file.slice(at + 8)]);
}
