import { makeRng } from '../../base/rng.ts';
import type { Image } from '../../pixels/image.ts';
import type { Entry } from '../types.ts';
import { drawAnatomy, drawExposure, drawOpacities, drawSurroundings } from './chest.ts';
import { renderChest } from './render.ts';

/** Side of a synthetic film, pixels. */
export const SYNTHETIC_SIDE = 224;

const CLASS_NAMES = ['NORMAL', 'PNEUMONIA'] as const;
const FILMS_PER_PATIENT = 2;
const FOLDERS = [
  { folder: 'train', films: 320 },
  { folder: 'val', films: 64 },
  { folder: 'test', films: 128 },
] as const;

/** Bytes of a film as an 8-bit BMP: headers, palette of 256 greys, rows (already a multiple of four). */
const SYNTHETIC_BYTES = 14 + 40 + 1024 + SYNTHETIC_SIDE * SYNTHETIC_SIDE;

/** The films of the synthetic set in the order of their numbers; two of each child, the classes equal in every split. */
export function syntheticEntries(): Entry[] {
  const paths = FOLDERS.flatMap(({ folder, films }) => Array.from({ length: films }, () => folder));
  return paths.map((folder, film) => ({ path: syntheticPath(folder, film), size: SYNTHETIC_BYTES }));
}

function syntheticPath(folder: string, film: number): string {
  const child = String(Math.floor(film / FILMS_PER_PATIENT) + 1).padStart(3, '0');
  return `synthetic films/${folder}/${CLASS_NAMES[labelOf(film)]}/synthetic-${child}-${(film % FILMS_PER_PATIENT) + 1}.bmp`;
}

function labelOf(film: number): 0 | 1 {
  return Math.floor(film / FILMS_PER_PATIENT) % 2 === 0 ? 0 : 1;
}

/** Film number `film` of the set named by `seed`: the same two numbers give the same pixels everywhere. */
export function syntheticFilm(seed: number, film: number): Image {
  const child = Math.floor(film / FILMS_PER_PATIENT);
  const anatomy = drawAnatomy(makeRng(seed, 'anatomy', child));
  const rng = makeRng(seed, 'film', film);
  const exposure = drawExposure(rng);
  const opacities = [...drawOpacities(anatomy, labelOf(film) === 1, rng), ...drawSurroundings(rng)];
  return renderChest({ anatomy, exposure, opacities, grain: rng.below(0xffff_ffff) }, SYNTHETIC_SIDE);
}
