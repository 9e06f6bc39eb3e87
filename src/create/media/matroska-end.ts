import { type EncodedPacket, EncodedPacketSink, type InputAudioTrack } from 'mediabunny';
import { bytesAfter } from './file-end.ts';
import { CUT_SHORT, MediaError } from './media-error.ts';

/** What may follow a packet inside its block is shorter. */
const LONGEST_BLOCK_REST = 64;
const DISCARD_PADDING = 0x75a2;
/** An element's id takes a byte more for every zero bit that it starts with. */
const LEADING_ZEROS_OF_ONE_BYTE_ID = 23;

const PRE_SKIP_OFFSET = 10;
const OPUS_SAMPLES_A_SECOND = 48_000;

/**
 * When the sound of a WebM or Matroska file ends, in seconds on its own clock and without the part at its start that
 * players leave out, given its last packet and the length that the file states, if it states any. Throws a
 * `MediaError` where a file without one does not end with a packet.
 */
export async function matroskaEnd(
  track: InputAudioTrack,
  last: EncodedPacket,
  stated: number | null,
  file: Blob,
): Promise<number> {
  const end = last.timestamp + (last.duration || (await timeSinceOneBefore(track, last)));
  const skipped = await preSkip(track);
  if (stated === null) return end - (await discardedAtEnd(track, last, file)) - skipped;
  // The sound may end before the picture does, but not after the file.
  return (stated > last.timestamp ? Math.min(end, stated) : end) - skipped;
}

/** The last packet's own duration is seldom noted; packets of sound are as long as the ones before. */
async function timeSinceOneBefore(track: InputAudioTrack, { timestamp }: EncodedPacket): Promise<number> {
  const before = await new EncodedPacketSink(track).getPacket(timestamp - 0.001, { metadataOnly: true });
  return before ? timestamp - before.timestamp : 0;
}

/** Seconds at the start of an Opus stream that players leave out, by its head. In Ogg and MP4 the demuxer sees to it. */
async function preSkip(track: InputAudioTrack): Promise<number> {
  const description = (await track.getDecoderConfig())?.description;
  if ((await track.getCodec()) !== 'opus' || !ArrayBuffer.isView(description)) return 0;
  const head = new DataView(description.buffer, description.byteOffset, description.byteLength);
  return head.getUint16(PRE_SKIP_OFFSET, true) / OPUS_SAMPLES_A_SECOND;
}

/** Seconds of the last packet that players leave out. A file that states no length must end with a packet. */
async function discardedAtEnd(track: InputAudioTrack, last: EncodedPacket, file: Blob): Promise<number> {
  const rest = await bytesAfter(last.data, file, LONGEST_BLOCK_REST);
  const discarded = rest && discardPadding(rest);
  if (discarded !== null) return discarded;
  for (const other of await track.input.getVideoTracks()) {
    const packet = await new EncodedPacketSink(other).getPacket(Infinity);
    const restOfOther = packet && (await bytesAfter(packet.data, file, LONGEST_BLOCK_REST));
    if (restOfOther && discardPadding(restOfOther) !== null) return 0;
  }
  throw new MediaError(CUT_SHORT);
}

/** The discarded seconds among whole elements, 0 if none says so; null where one runs on beyond the end. */
function discardPadding(elements: Uint8Array): number | null {
  let nanoseconds = 0;
  for (let at = 0; at < elements.length; ) {
    const [first = 0, second = 0] = elements.subarray(at);
    const sizeAt = at + Math.clz32(first) - LEADING_ZEROS_OF_ONE_BYTE_ID;
    const size = elements[sizeAt] ?? 0;
    const next = sizeAt + 1 + (size & 0x7f);
    if ((size & 0x80) === 0 || next > elements.length) return null;
    if (first * 256 + second === DISCARD_PADDING) {
      nanoseconds = elements.subarray(sizeAt + 1, next).reduce((sum, byte) => sum * 256 + byte, 0);
    }
    at = next;
  }
  return nanoseconds / 1e9;
}
