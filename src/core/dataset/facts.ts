import type { FileFacts, ImageFormat } from '../pixels/image-header.ts';
import { type FilmLook, SMALL_SIDE } from './film-look.ts';

/** File formats by code: `FORMATS[facts.format[sample]]`. */
export const FORMATS = ['unknown', 'jpeg', 'png', 'webp', 'bmp', 'avif', 'gif', 'dicom'] as const;

/** Bytes of a SHA-256 digest. */
const DIGEST_BYTES = 32;

/**
 * What was learned of each film beyond its name while it was decoded, as columns, one place per sample; 0 where nothing is
 * known. About 330 bytes a film.
 */
export interface FilmFacts {
  /** Pixels of the file, before any resize. */
  readonly width: Uint16Array;
  readonly height: Uint16Array;
  readonly format: Uint8Array;
  /** Colour components of the file: 1, 3 or 4; 2 is grey with alpha. */
  readonly components: Uint8Array;
  readonly bitDepth: Uint8Array;
  /** 1 where true. */
  readonly progressive: Uint8Array;
  readonly iccProfile: Uint8Array;
  readonly exif: Uint8Array;
  readonly adobeMarker: Uint8Array;
  /** Sum of the luma quantisation table of a JPEG, larger for stronger compression; 0 for other formats. */
  readonly quantisation: Uint16Array;
  /** Mean and standard deviation of the film's grey, 0 to 255. */
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
  /** Mean of the outer tenth on each side less the mean of the middle: high on a negative picture. */
  readonly borderContrast: Float32Array;
  /** 1 where the pixels themselves have colour. */
  readonly coloured: Uint8Array;
  /** Perceptual hash, 64 bits as two words per sample: `[2 n]`. */
  readonly hash: Uint32Array;
  /** The film as a grey square of 16 × 16, to look at films with like hashes once more: `[256 n]`. */
  readonly small: Uint8Array;
  /** SHA-256 of the file where another one has its size, `[32 n]`; zeros elsewhere, and everywhere without a secure context. */
  readonly digest: Uint8Array;
}

/** What one film tells while it is decoded. */
export interface FilmReading {
  readonly file: FileFacts;
  readonly look: FilmLook;
  readonly coloured: boolean;
  readonly digest: Uint8Array | null;
}

/** Facts of `films` samples of which nothing is known yet. */
export function makeFacts(films: number): FilmFacts {
  const bytes = () => new Uint8Array(films);
  return {
    width: new Uint16Array(films),
    height: new Uint16Array(films),
    format: bytes(),
    components: bytes(),
    bitDepth: bytes(),
    progressive: bytes(),
    iccProfile: bytes(),
    exif: bytes(),
    adobeMarker: bytes(),
    quantisation: new Uint16Array(films),
    mean: new Float32Array(films),
    deviation: new Float32Array(films),
    borderContrast: new Float32Array(films),
    coloured: bytes(),
    hash: new Uint32Array(2 * films),
    small: new Uint8Array(SMALL_SIDE * SMALL_SIDE * films),
    digest: new Uint8Array(DIGEST_BYTES * films),
  };
}

/** Notes what a film told. */
export function noteFilm(facts: FilmFacts, sample: number, { file, look, coloured, digest }: FilmReading): void {
  facts.width[sample] = file.width;
  facts.height[sample] = file.height;
  facts.format[sample] = formatCode(file.format);
  facts.components[sample] = file.components;
  facts.bitDepth[sample] = file.bitDepth;
  facts.progressive[sample] = Number(file.progressive);
  facts.iccProfile[sample] = Number(file.iccProfile);
  facts.exif[sample] = Number(file.exif);
  facts.adobeMarker[sample] = Number(file.adobeMarker);
  facts.quantisation[sample] = Math.min(file.quantisation, 0xffff);
  facts.mean[sample] = look.mean;
  facts.deviation[sample] = look.deviation;
  facts.borderContrast[sample] = look.borderContrast;
  facts.coloured[sample] = Number(coloured);
  facts.hash.set(look.hash, 2 * sample);
  facts.small.set(look.small, look.small.length * sample);
  if (digest) facts.digest.set(digest, DIGEST_BYTES * sample);
}

/** Whether a film was read: only then do its other columns say something. */
export function isRead(facts: Pick<FilmFacts, 'width'>, sample: number): boolean {
  return (facts.width[sample] as number) > 0;
}

function formatCode(format: ImageFormat): number {
  return FORMATS.indexOf(format);
}
