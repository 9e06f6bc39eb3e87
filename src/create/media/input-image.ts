import { imageAspect } from './image-aspect.ts';
import { CUT_SHORT, EMPTY, MediaError, mediaErrorFrom, UNREADABLE } from './media-error.ts';

const MOST_BYTES = 50_000_000;
const MOST_PIXELS = 64_000_000;

/** Twice the size at which thumbnails are shown, for dense screens. */
const THUMBNAIL_PIXELS = 320;

/** How PNG, JPEG, GIF, WebP and AVIF begin; an AVIF names itself among the brands it is compatible with. */
const MARKS = [
  /^\x89PNG\r\n/,
  /^\xff\xd8\xff/,
  /^GIF8[79]a/,
  /^RIFF.{4}WEBP/s,
  /^.{4}ftyp(?:.{4})*?avi[fs]/s,
];
const HEAD_BYTES = 64;

/** An input image as it is displayed. */
interface ReadImage {
  /** Pixels, turned as the camera noted. */
  width: number;
  height: number;
  /** Such as `4:3`. */
  aspect: string;
  /** A small still picture, kept in memory until its URL is revoked. */
  thumbnailUrl: string;
}

/**
 * Reads an input image: a PNG, JPEG, WebP, AVIF or GIF by its content, whatever its name. Throws a `MediaError`, or
 * the signal's reason once aborted.
 */
export async function readInputImage(file: File, { signal }: { signal: AbortSignal }): Promise<ReadImage> {
  if (file.size === 0) throw new MediaError(EMPTY);
  if (file.size > MOST_BYTES)
    throw new MediaError('This file is larger than 50 MB, the most an image can be.');
  try {
    if (!(await isImage(file))) {
      throw new MediaError(
        'This is not an image that can be used: choose a PNG, JPEG, WebP, AVIF or GIF file.',
      );
    }
    if (await isGifCutShort(file)) throw new MediaError(CUT_SHORT);
    const { width, height } = await sizeOf(file);
    signal.throwIfAborted();
    if (width * height > MOST_PIXELS) {
      throw new MediaError('This image has more than 64 million pixels, the most it can have.');
    }
    const thumbnail = await thumbnailOf(file);
    signal.throwIfAborted();
    return {
      width,
      height,
      aspect: imageAspect(width, height),
      thumbnailUrl: URL.createObjectURL(thumbnail),
    };
  } catch (error) {
    signal.throwIfAborted();
    throw mediaErrorFrom(error, UNREADABLE);
  }
}

async function isImage(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const text = String.fromCharCode(...head);
  return MARKS.some((mark) => mark.test(text));
}

/** The first picture of a moving GIF may be whole though the end of the file is missing, where a mark stands. */
async function isGifCutShort(file: Blob): Promise<boolean> {
  if ((await file.slice(0, 3).text()) !== 'GIF') return false;
  const tail = new Uint8Array(await file.slice(-HEAD_BYTES).arrayBuffer());
  return !tail.some((byte, index) => byte === 0x3b && tail[index - 1] === 0);
}

/** Reads only as much as tells the size: an image may be a few bytes and thousands of millions of pixels. */
async function sizeOf(file: Blob): Promise<{ width: number; height: number }> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = () => reject(new Error('The browser knows no such image.'));
      image.src = url;
    });
    return { width: image.naturalWidth, height: image.naturalHeight };
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Decodes all of the image, which fails where a part is missing. Of a moving one it takes the first picture. */
async function thumbnailOf(file: Blob): Promise<Blob> {
  // Resizing it here would take the sides of a turned photograph for each other.
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, THUMBNAIL_PIXELS / Math.max(bitmap.width, bitmap.height));
  const scaled = (side: number) => Math.max(1, Math.round(side * scale));
  const canvas = new OffscreenCanvas(scaled(bitmap.width), scaled(bitmap.height));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.convertToBlob();
}
