import { describe, expect, test } from 'vitest';
import { lookAt, SMALL_SIDE } from '../film-look.ts';
import { nearPairs } from '../findings/near-pairs.ts';
import { indexDataset } from '../index-dataset.ts';
import { countFilms } from '../plan.ts';
import { SYNTHETIC_SIDE, syntheticEntries, syntheticFilm } from './films.ts';

const entries = syntheticEntries();

/** Mean grey of the middle of the picture, where the lungs and the heart are. */
function brightness(film: number): number {
  const { data } = syntheticFilm(1, film);
  return data.reduce((sum, grey) => sum + grey, 0) / data.length;
}

describe('synthetic films', () => {
  test('320, 64 and 128 films of two equal classes, two of each child, no child in two splits', () => {
    const index = indexDataset('s', 'synthetic', entries, { seed: 1 });
    expect(countFilms(index.splits, index.labels, 2)).toEqual({
      train: [160, 160],
      validation: [32, 32],
      test: [64, 64],
    });
    expect(index.namesUnderstood).toBe(512);
    expect(new Set(index.patients).size).toBe(256);
    expect(index.ignored).toEqual([]);
  });

  test('a film is a function of seed and number', () => {
    expect(syntheticFilm(1, 5)).toEqual(syntheticFilm(1, 5));
    expect(syntheticFilm(1, 5).data).not.toEqual(syntheticFilm(2, 5).data);
    expect(syntheticFilm(1, 4).data).not.toEqual(syntheticFilm(1, 5).data);
    expect(syntheticFilm(1, 5).width).toBe(SYNTHETIC_SIDE);
  });

  test('no film looks like a copy of another: the first thing that is seen is no false alarm', () => {
    // Normal films are the smoothest, and so the most alike: 150 of them make eleven thousand pairs.
    const normal = Array.from({ length: 300 }, (_, film) => film).filter((film) => film % 4 < 2);
    const hash = new Uint32Array(2 * normal.length);
    const small = new Uint8Array(SMALL_SIDE ** 2 * normal.length);
    normal.forEach((film, place) => {
      const { width, height, data } = syntheticFilm(1, film);
      const rgba = Uint8Array.from({ length: 4 * data.length }, (_, i) => data[i >> 2] as number);
      const look = lookAt({ width, height, data: rgba, blueFirst: false });
      hash.set(look.hash, 2 * place);
      small.set(look.small, SMALL_SIDE ** 2 * place);
    });
    expect(nearPairs({ hash, small }, Uint32Array.from(normal.keys()))).toEqual({ pairs: [], isWhole: true });
  });

  // Ten times the 5 ms a film that it takes on a free machine: tests run side by side, on busy machines too.
  test('fifty films are made within two and a half seconds', { timeout: 2500 }, () => {
    const films = Array.from({ length: 50 }, (_, film) => syntheticFilm(1, film).data[0]);
    expect(films).toHaveLength(50);
  });

  test('brightness alone does not tell the classes apart', () => {
    const films = entries
      .slice(0, 120)
      .map(({ path }, film) => ({ sick: path.includes('PNEUMONIA'), grey: brightness(film) }));
    const right = films.map(
      ({ grey: cut }) => films.filter(({ sick, grey }) => grey > cut === sick).length / films.length,
    );
    expect(Math.max(...right)).toBeLessThan(0.85);
  });
});
