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
import { endsInsideFrame } from './file-end.ts';
import { matroskaLength } from './matroska-length.ts';
import { CUT_SHORT, MediaError, UNREADABLE } from './media-error.ts';
import { readMp3Note } from './mp3-note.ts';
import { isRiffCutShort } from './riff-size.ts';

/** From the surest mark to the weakest: a few bytes of anything can look like a frame of MP3. */
const FORMATS = [MP4, QTFF, MATROSKA, WEBM, WAVE, OGG, FLAC, MP3, ADTS];

/** More than a frame of sound may be missing before a file counts as cut short. */
const LONGEST_FRAME_SECONDS = 0.1;

/**
 * How long the sound of a file plays, in seconds, unrounded. Reads the file piece by piece and keeps none of it;
 * this module alone loads the demuxer. `onRead` is told the position in bytes that a piece ends at.
 */
export async function measureSound(
  file: Blob,
  signal: AbortSignal,
  onRead: (position: number) => void,
): Promise<number> {
  const source = new BlobSource(file, { useStreamReader: false });
  source.on('read', ({ end }) => onRead(end));
  const input = new Input({ source, formats: FORMATS });
  const cancel = () => input.dispose();
  signal.addEventListener('abort', cancel);
  try {
    if (!(await input.canRead())) {
      throw new MediaError('This is not a recording: choose a WAV, MP3, M4A, OGG, FLAC or WebM file.');
    }
    const [tracks, track] = await Promise.all([input.getTracks(), input.getPrimaryAudioTrack()]);
    if (tracks.length === 0) throw new MediaError(UNREADABLE);
    if (!track) throw new MediaError('This file has no sound in it.');
    return await lengthOf(track, file);
  } finally {
    signal.removeEventListener('abort', cancel);
    input.dispose();
  }
}

async function lengthOf(track: InputAudioTrack, file: Blob): Promise<number> {
  const format = await track.input.getFormat();
  const stated = await track.getDurationFromMetadata();
  const last = await new EncodedPacketSink(track).getPacket(Infinity);
  // A packet is found only with all of its bytes.
  if (!last) throw new MediaError(CUT_SHORT);
  const end = last.timestamp + last.duration;
  switch (format) {
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
    case ADTS:
      if (await endsInsideFrame(last.data, file)) throw new MediaError(CUT_SHORT);
      return end;
    case MATROSKA:
    case WEBM:
      return matroskaLength(track, last, stated, file);
    default:
      return end - Math.max(0, await track.getFirstTimestamp());
  }
}

/** The stated length where it and the last packet agree to a frame, so that a tag read as a frame adds nothing. */
function reconciled(stated: number | null, end: number): number {
  if (stated === null) return end;
  if (end < stated - LONGEST_FRAME_SECONDS) throw new MediaError(CUT_SHORT);
  return end > stated + LONGEST_FRAME_SECONDS ? end : stated;
}
