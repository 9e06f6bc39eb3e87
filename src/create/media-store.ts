import { create } from 'zustand';

export interface Recording {
  file: File;
  /** To the tenth. */
  seconds: number;
}

export interface InputImage {
  id: string;
  file: File;
  width: number;
  height: number;
  /** As displayed, such as `4:3`. */
  aspect: string;
  thumbnailUrl: string;
}

/** The files someone has chosen for one tool. They never leave the browser, nor outlive the page. */
export interface Media {
  recording: Recording | null;
  images: readonly InputImage[];
}

export const NO_MEDIA: Media = { recording: null, images: [] };

interface ChosenMedia {
  /** By customer and tool, as in `drafts.ts`. */
  byPlace: Readonly<Record<string, Media>>;
  recordingRead(place: string, recording: Recording): void;
  recordingRemoved(place: string): void;
  imageAdded(place: string, image: InputImage, most: number): void;
  imageRemoved(place: string, id: string): void;
  /** Moves an image one place towards the start or the end. */
  imageMoved(place: string, id: string, by: -1 | 1): void;
  cleared(place: string): void;
}

export const useMedia = create<ChosenMedia>()((set) => {
  function change(place: string, next: (media: Media) => Media) {
    set(({ byPlace }) => ({ byPlace: { ...byPlace, [place]: next(byPlace[place] ?? NO_MEDIA) } }));
  }
  return {
    byPlace: {},
    recordingRead: (place, recording) => change(place, (media) => ({ ...media, recording })),
    recordingRemoved: (place) => change(place, (media) => ({ ...media, recording: null })),
    imageAdded: (place, image, most) =>
      change(place, (media) => keepOnly(media, [...media.images, image].slice(-most))),
    imageRemoved: (place, id) =>
      change(place, (media) =>
        keepOnly(
          media,
          media.images.filter((image) => image.id !== id),
        ),
      ),
    imageMoved: (place, id, by) =>
      change(place, (media) => ({ ...media, images: moved(media.images, id, by) })),
    cleared: (place) => change(place, (media) => ({ ...keepOnly(media, []), recording: null })),
  };
});

/** The media with these images; the thumbnails of all others are let go. */
function keepOnly(media: Media, images: readonly InputImage[]): Media {
  for (const image of media.images) if (!images.includes(image)) URL.revokeObjectURL(image.thumbnailUrl);
  return { ...media, images };
}

function moved(images: readonly InputImage[], id: string, by: -1 | 1): readonly InputImage[] {
  const from = images.findIndex((image) => image.id === id);
  const to = from + by;
  const image = images[from];
  if (!image || to < 0 || to >= images.length) return images;
  return images.toSpliced(from, 1).toSpliced(to, 0, image);
}
