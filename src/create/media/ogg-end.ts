const CAPTURE_PATTERN = 0x4f676753;
const SERIAL_OFFSET = 14;
const HEAD_BYTES = 27;
const MOST_SEGMENTS = 255;
const LONGEST_PAGE_BYTES = HEAD_BYTES + MOST_SEGMENTS + MOST_SEGMENTS * 255;

/**
 * Whether an Ogg file ends with a whole page of the stream of this serial number. One that is cut short does not, nor
 * does one that another stream follows, whose length the demuxer would leave out.
 */
export async function endsWithPageOf(serial: number, file: Blob): Promise<boolean> {
  const tail = new DataView(await file.slice(-LONGEST_PAGE_BYTES).arrayBuffer());
  let at = tail.byteLength - HEAD_BYTES;
  while (at >= 0 && tail.getUint32(at) !== CAPTURE_PATTERN) at--;
  if (at < 0 || tail.getUint32(at + SERIAL_OFFSET, true) !== serial) return false;
  const segments = new Uint8Array(tail.buffer, at + HEAD_BYTES).subarray(
    0,
    tail.getUint8(at + HEAD_BYTES - 1),
  );
  return (
    at + HEAD_BYTES + segments.reduce((bytes, size) => bytes + size, segments.length) === tail.byteLength
  );
}
