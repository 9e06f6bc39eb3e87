/** The longest frame of raw AAC; MP3's are shorter. */
const LONGEST_FRAME_BYTES = 8191;

/**
 * The bytes of a file that follow a packet, if those are at most `longest`; null where the packet is not found that
 * near to the end.
 */
export async function bytesAfter(
  packet: Uint8Array,
  file: Blob,
  longest: number,
): Promise<Uint8Array | null> {
  const tail = new Uint8Array(await file.slice(-(packet.length + longest)).arrayBuffer());
  for (let end = tail.length; end >= packet.length; end--) {
    const start = end - packet.length;
    if (packet.every((byte, index) => byte === tail[start + index])) return tail.subarray(end);
  }
  return null;
}

/** Whether an MP3 or raw AAC file goes on, behind its last whole frame, with the start of another. */
export async function endsInsideFrame(lastFrame: Uint8Array, file: Blob): Promise<boolean> {
  const [first = 0, second = 0] = (await bytesAfter(lastFrame, file, LONGEST_FRAME_BYTES)) ?? [];
  return first === 0xff && (second & 0xe0) === 0xe0;
}
