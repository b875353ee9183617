import { expose, transfer } from 'comlink';
import type { FilmTiles } from '../core/dataset/explore.ts';
import type { Batch } from '../core/training/exchange.ts';
import { DataService } from '../engine/data/data-service.ts';
import type { BatchApi, DataApi } from './protocol.ts';
import { registerTransferHandlers } from './transfer-handlers.ts';

const service = new DataService({
  spawn: () => new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module', name: 'decode' }),
  spawnFindings: () =>
    new Worker(new URL('./findings.worker.ts', import.meta.url), { type: 'module', name: 'findings' }),
  cores: navigator.hardwareConcurrency,
  now: () => new Date(),
});

/** What the train worker asks, on its own port; pixels are moved, not copied. */
const batchApi: BatchApi = {
  describe: async (plan, use) => service.describe(plan, use),
  batch: async (request) => moved(service.batch(request)),
  films: async (request) => moved(await service.films(request)),
  film: async (file, settings, channels) => moved(await service.film(file, settings, channels)),
};

const dataApi: DataApi = {
  open: (request, signal) => service.open(request, signal),
  openKept: (id, handles, signal) => service.openKept(id, handles, signal),
  kept: () => service.kept(),
  decode: (settings, onProgress, signal) => service.decode(settings, { onProgress, signal }),
  thumbnail: async (sample, size) => {
    const bitmap = await service.thumbnail(sample, size);
    return transfer(bitmap, [bitmap]);
  },
  picture: async (file, size) => {
    const bitmap = await service.picture(file, size);
    return transfer(bitmap, [bitmap]);
  },
  tiles: async (samples) => movedTiles(service.tiles(samples)),
  meanFilms: async () => service.meanFilms(),
  augmented: async (wish) => movedTiles(service.augmented(wish)),
  regroup: async (told) => service.regroup(told),
  reading: async (fingerprint) => service.reading(fingerprint),
  regroupAs: async (fingerprint) => service.regroupAs(fingerprint),
  findings: (onFindings, signal) => service.findings(onFindings, signal),
  planFindings: async (plan) => service.planFindings(plan),
  facts: async () => service.facts(),
  attach: async (port) => expose(batchApi, port),
  close: async () => service.close(),
};

function moved(batch: Batch): Batch {
  return transfer(batch, [batch.bytes.buffer, batch.labels.buffer, batch.samples.buffer]);
}

function movedTiles(tiles: FilmTiles): FilmTiles {
  return transfer(tiles, [tiles.data.buffer]);
}

registerTransferHandlers();
expose(dataApi);
