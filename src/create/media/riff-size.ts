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
