import { expect, test } from 'vitest';
import { NO_AUGMENTATION } from '../../core/augment/policy.ts';
import { indexDataset } from '../../core/dataset/index-dataset.ts';
import { samplePlain } from '../augment/augment.ts';
import { PixelStore } from '../pixel-store.ts';
import { augmentedTiles, meanFilms, tilesOf } from './explore.ts';

const SETTINGS = { imageSize: 4, interpolation: 'nearest' } as const;

/** Four training films, 0 and 1 of class A, 2 and 3 of class B, and one test film of each; film n is full of the byte 10 n. */
function makeStore() {
  const paths = ['train/A/0.png', 'train/A/1.png', 'train/B/2.png', 'train/B/3.png', 'test/A/4.png', 'test/B/5.png'];
  const entries = paths.map((path) => ({ path, size: 1 }));
  const index = indexDataset('set', 'folder', entries, { seed: 1 });
  const store = new PixelStore(index.paths.length, SETTINGS);
  index.paths.forEach((path, sample) => {
    const value = 10 * Number(/(\d)\.png$/.exec(path)?.[1]);
    store.put(sample, { channels: 1, data: new Uint8Array(16).fill(value) });
  });
  const sampleOf = (film: number) => index.paths.findIndex((path) => path.endsWith(`/${film}.png`));
  return { index, store, sampleOf };
}

test('tiles come in the order asked for, an unreadable film is black', () => {
  const { store, sampleOf } = makeStore();
  store.fail(sampleOf(3), 'image-damaged');
  const tiles = tilesOf(store, Uint32Array.of(sampleOf(5), sampleOf(3), sampleOf(1)));
  expect([tiles.size, tiles.channels, tiles.data.length]).toEqual([4, 1, 48]);
  expect([tiles.data[0], tiles.data[16], tiles.data[47]]).toEqual([50, 0, 10]);
});

test('the mean film of a class is that of its readable training films', () => {
  const { index, store, sampleOf } = makeStore();
  expect(meanFilms(index, store).classes.map((mean) => mean?.[7])).toEqual([5, 25]);
  store.fail(sampleOf(2), 'image-damaged');
  expect(meanFilms(index, store)).toMatchObject({ size: 4, films: [2, 1] });
  store.fail(sampleOf(3), 'image-damaged');
  expect(meanFilms(index, store).classes[1]).toBeNull();
});

test('augmentation: as many draws as asked for, the film itself without a policy, the same for the same seed', () => {
  const { store, sampleOf } = makeStore();
  const film = store.film(sampleOf(1));
  film.set(film.map((_, i) => 10 * i));
  const wish = { sample: sampleOf(1), policy: NO_AUGMENTATION, seed: 1, draws: 3 };
  expect(augmentedTiles(store, wish, samplePlain).data).toEqual(Uint8Array.from([...film, ...film, ...film]));
  const bent = { ...wish, policy: { ...NO_AUGMENTATION, zoom: 0.5, rotationDegrees: 45 } };
  const once = augmentedTiles(store, bent, samplePlain).data;
  expect(once).toEqual(augmentedTiles(store, bent, samplePlain).data);
  expect(once).not.toEqual(augmentedTiles(store, { ...bent, seed: 2 }, samplePlain).data);
  expect(once.slice(0, 16)).not.toEqual(once.slice(16, 32));
});
