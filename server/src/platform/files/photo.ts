import type { Sharp, SharpOptions } from 'sharp';
import { AppError } from '../errors.ts';
import { atMost } from './at-most.ts';

/** Longest body of a photo, in bytes. */
export const maxPhotoBytes = 12 * 1024 * 1024;
/** Most pixels a photo may claim to have: a phone with 64 megapixels, and no bomb. */
const maxPixels = 65_000_000;
/** Longest side of what is kept, in pixels. */
const sides = { large: 1600, small: 480 };

export type PhotoVariant = keyof typeof sides;

export interface Photo {
  mime: 'image/webp';
  /** Of the large variant, in pixels. */
  width: number;
  height: number;
  variants: Record<PhotoVariant, Buffer>;
}

/** Only these ways of reading an image are open in the library: no SVG, no PDF, nothing rare. */
const loaders = ['Jpeg', 'Png', 'Webp', 'Heif'].map((format) => `VipsForeignLoad${format}File`);

const twoAtATime = atMost(2);

/**
 * Reads a file as a photo and makes the two variants of it that are kept: upright, small enough for phones, in sRGB and
 * without any metadata. Throws NOT_A_PHOTO, or PHOTO_TOO_LARGE for too many pixels. A photo is what really can be decoded.
 */
export function readPhoto(path: string): Promise<Photo> {
  return twoAtATime(async () => {
    const sharp = await (loading ??= load());
    const options: SharpOptions = { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true };
    await assertPixels(sharp(path, { ...options, limitInputPixels: false }));
    try {
      const large = await resized(sharp(path, options), sides.large).toBuffer({ resolveWithObject: true });
      const small = await resized(sharp(large.data, options), sides.small).toBuffer();
      const { width, height } = large.info;
      return { mime: 'image/webp', width, height, variants: { large: large.data, small } };
    } catch {
      throw new AppError('NOT_A_PHOTO');
    }
  });
}

let loading: Promise<(typeof import('sharp'))['default']> | undefined;

/** Loaded with the first photo: a process that gets none does not carry it in memory. */
async function load() {
  const { default: sharp } = await import('sharp');
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: [...loaders, 'VipsForeignLoadWebpBuffer'] });
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
}

/** Looks at the header only, before anything is decoded. */
async function assertPixels(image: Sharp): Promise<void> {
  const { width, height } = await image.metadata().catch(() => {
    throw new AppError('NOT_A_PHOTO');
  });
  if (width * height > maxPixels) throw new AppError('PHOTO_TOO_LARGE', { max: Math.floor(maxPixels / 1_000_000) });
}

const resized = (image: Sharp, side: number): Sharp =>
  image
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .timeout({ seconds: 20 })
    .webp({ quality: 78 });
