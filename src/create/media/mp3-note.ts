const TAG_HEAD_BYTES = 10;
/** The note stands in the first frame; a little junk may stand before that. */
const SEARCHED_BYTES = 4096;

/** The parts that may stand before the encoder's own, in order: the bit that announces each, and its bytes. */
const PARTS = [
  { flag: 1, bytes: 4 },
  { flag: 2, bytes: 4 },
  { flag: 4, bytes: 100 },
  { flag: 8, bytes: 4 },
];
const FRAME_COUNT_FLAG = 1;

/** In the encoder's own part, behind its name and settings: 12 bits of delay, 12 of padding. */
const DELAY_OFFSET = 21;

/** What the encoder of an MP3 noted in a first frame that holds no sound (`Xing` or `Info`). */
export interface Mp3Note {
  countsFrames: boolean;
  /** Samples that the encoder added before and after the recording, which players leave out: some 0.05 to 0.1 s. */
  paddingSamples: number;
}

/** The note of an MP3 file, behind any ID3 tags; null where there is none. */
export async function readMp3Note(file: Blob): Promise<Mp3Note | null> {
  let start = 0;
  for (let bytes = await tagBytes(file, start); bytes > 0; bytes = await tagBytes(file, start))
    start += bytes;
  const frames = await viewOf(file, start, SEARCHED_BYTES);
  const note = textOf(frames).search(/Xing|Info/);
  return note === -1 || note + 8 > frames.byteLength ? null : parseMp3Note(frames, note);
}

async function tagBytes(file: Blob, start: number): Promise<number> {
  const head = await viewOf(file, start, TAG_HEAD_BYTES);
  if (head.byteLength < TAG_HEAD_BYTES || !textOf(head).startsWith('ID3')) return 0;
  // Four times seven bits, so that no size looks like the start of a frame.
  return (
    [6, 7, 8, 9].reduce((size, offset) => size * 128 + (head.getUint8(offset) & 0x7f), 0) + TAG_HEAD_BYTES
  );
}

function parseMp3Note(frames: DataView, start: number): Mp3Note {
  const flags = frames.getUint32(start + 4);
  const parts = PARTS.filter(({ flag }) => flags & flag);
  const encoder = parts.reduce((offset, { bytes }) => offset + bytes, start + 8);
  const isKnown = /^(LAME|Lavf|Lavc)/.test(textOf(frames).slice(encoder));
  const delay = encoder + DELAY_OFFSET;
  const padding = isKnown && delay + 3 <= frames.byteLength ? frames.getUint32(delay - 1) & 0xff_ffff : 0;
  return {
    countsFrames: (flags & FRAME_COUNT_FLAG) !== 0,
    paddingSamples: (padding >> 12) + (padding & 0xfff),
  };
}

async function viewOf(file: Blob, start: number, bytes: number): Promise<DataView> {
  return new DataView(await file.slice(start, start + bytes).arrayBuffer());
}

function textOf(view: DataView): string {
  return String.fromCharCode(...new Uint8Array(view.buffer));
}
