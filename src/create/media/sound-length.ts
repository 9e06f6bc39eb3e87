import {
  ADTS,
  BlobSource,
  EncodedPacketSink,
  FLAC,
  Input,
  type InputAudioTrack,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  QTFF,
  WAVE,
  WEBM,
} from 'mediabunny';
import { BINARY } from './binary.ts';
import { endsInsideFrame } from './file-end.ts';
import { matroskaEnd } from './matroska-end.ts';
import { CUT_SHORT, MediaError, UNREADABLE } from './media-error.ts';
import { readMp3Note } from './mp3-note.ts';
import { endsWithPageOf } from './ogg-end.ts';
import { isRiffCutShort, withOpenEnd } from './riff-size.ts';

const NO_RECORDING =
  'This is not a recording that can be used: choose a WAV, MP3, M4A, OGG, FLAC or WebM file.';

/** Every recording has other bytes than those of text within so many. */
const HEAD_BYTES = 4096;

/** From the surest mark to the weakest: a few bytes of anything can look like a frame of MP3. */
const FORMATS = [MP4, QTFF, MATROSKA, WEBM, WAVE, OGG, FLAC, MP3, ADTS];

/** Some containers tell the length only to those who visit every packet, and a visited packet takes memory. */
const MOST_SECONDS = 10 * 60 * 60;

/** A file that falls short of its stated length by no more than a frame of sound is whole. */
const LONGEST_FRAME_SECONDS = 0.1;

/**
 * How long the sound of a file plays, in seconds, unrounded. Reads the file piece by piece and tells `onRead` the
 * position, in bytes, that each piece reaches. Throws a `MediaError`, or whatever the demuxer throws at a file that
 * it cannot read. Over some broken files the demuxer loops for ever: run it in a worker, which can be stopped.
 */
export async function measureSound(chosen: Blob, onRead: (position: number) => void): Promise<number> {
  if (await isText(chosen)) throw new MediaError(NO_RECORDING);
  const file = await withOpenEnd(chosen);
  const source = new BlobSource(file);
  source.on('read', ({ end }) => onRead(end));
  const input = new Input({ source, formats: FORMATS });
  try {
    if (!(await input.canRead())) {
      throw new MediaError(NO_RECORDING);
    }
    const tracks = await input.getTracks();
    if (tracks.length === 0) throw new MediaError(UNREADABLE);
    const track = await input.getPrimaryAudioTrack();
    if (!track) throw new MediaError('This file has no sound in it.');
    return await lengthOf(track, file);
  } finally {
    input.dispose();
  }
}

/** Letters of latin-1 can look like frames of MP3. */
async function isText(file: Blob): Promise<boolean> {
  const head = await file.slice(0, HEAD_BYTES).arrayBuffer();
  return !BINARY.test(new TextDecoder('latin1').decode(head));
}

async function lengthOf(track: InputAudioTrack, file: Blob): Promise<number> {
  const packets = new EncodedPacketSink(track);
  const first = await packets.getFirstPacket({ metadataOnly: true });
  if (!first) throw new MediaError('This file is cut short or has no sound in it.');
  const start = Math.max(0, first.timestamp);
  const last = await packets.getPacket(start + MOST_SECONDS);
  // A packet is found only with all of its bytes.
  if (!last) throw new MediaError(CUT_SHORT);
  const end = last.timestamp + last.duration;
  if (end - start > MOST_SECONDS) {
    throw new MediaError('This recording is longer than 10 hours, the most it can be.');
  }
  const stated = await track.getDurationFromMetadata();
  switch (await track.input.getFormat()) {
    case WAVE:
      if (await isRiffCutShort(file)) throw new MediaError(CUT_SHORT);
      return end;
    case FLAC:
      return reconciled(stated, end);
    case MP3: {
      const note = await readMp3Note(file);
      if (!note && (await endsInsideFrame(last.data, file))) throw new MediaError(CUT_SHORT);
      // Without a count of frames the stated length is a guess from the first frame.
      const length = note?.countsFrames ? reconciled(stated, end) : end;
      return length - (note?.paddingSamples ?? 0) / (await track.getSampleRate());
    }
    case OGG:
      if (!(await endsWithPageOf(track.id, file))) throw new MediaError(UNREADABLE);
      return end - start;
    case ADTS:
      if (await endsInsideFrame(last.data, file)) throw new MediaError(CUT_SHORT);
      return end;
    case MATROSKA:
    case WEBM:
      return (await matroskaEnd(track, last, stated, file)) - start;
    default:
      return end - start;
  }
}

/** The stated length where it and the last packet agree to a frame: a tag may have been taken for one. */
function reconciled(stated: number | null, end: number): number {
  if (stated === null) return end;
  if (end < stated - LONGEST_FRAME_SECONDS) throw new MediaError(CUT_SHORT);
  return end > stated + LONGEST_FRAME_SECONDS ? end : stated;
}
