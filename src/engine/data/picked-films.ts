import type { Batch, FilmsRequest } from '../../core/training/exchange.ts';
import { toChannels } from '../batches.ts';
import { decodeFilm } from '../decode/decode-film.ts';
import type { PixelReader } from '../decode/pixel-reader.ts';
import type { PixelStore } from '../pixel-store.ts';
import { readFilm } from '../sources/read-film.ts';
import { tilesOf } from './explore.ts';
import { isSame } from './keeping.ts';
import type { OpenedDataset } from './opened-dataset.ts';

/** Where films can be had. */
interface FilmPlaces {
  readonly store: PixelStore;
  readonly opened: OpenedDataset;
  readonly reader: PixelReader;
}

/** Samples as a network takes them: from the store, or from their files where the store holds them at other settings. */
export async function pickFilms(
  { samples, settings, channels }: FilmsRequest,
  { store, opened, reader }: FilmPlaces,
): Promise<Batch> {
  const { labels } = opened.index;
  const stored = tilesOf(store, samples);
  return {
    bytes: isSame(store.settings, settings)
      ? toChannels(stored.data, stored.channels, channels)
      : await decodeAnew({ samples, settings, channels }, opened, reader),
    labels: Uint8Array.from(samples, (sample) => labels[sample] as number),
    samples,
    imageSize: settings.imageSize,
  };
}

async function decodeAnew(
  { samples, settings, channels }: FilmsRequest,
  { index, source }: OpenedDataset,
  reader: PixelReader,
): Promise<Uint8Array> {
  const filmBytes = settings.imageSize ** 2 * channels;
  const bytes = new Uint8Array(samples.length * filmBytes);
  for (const [i, sample] of samples.entries()) {
    const image = await decodeFilm(await readFilm(await source.film(index.paths[sample] ?? '')), settings, reader);
    bytes.set(toChannels(image.data, image.channels, channels), i * filmBytes);
  }
  return bytes;
}
