import { AppError, type ErrorCode } from '../../core/base/errors.ts';
import type { AugmentationWish, FilmTiles, MeanFilms } from '../../core/dataset/explore.ts';
import type { FilmFacts } from '../../core/dataset/facts.ts';
import { identicalFilms } from '../../core/dataset/findings/copies.ts';
import { indexFindings } from '../../core/dataset/findings/from-index.ts';
import type { Finding, FindingsUpdate } from '../../core/dataset/findings/types.ts';
import { mergePatients, type PatientKeys } from '../../core/dataset/patients.ts';
import { countFilms } from '../../core/dataset/plan.ts';
import type { DatasetIndex, Split } from '../../core/dataset/types.ts';
import type { DecodeSettings } from '../../core/pixels/settings.ts';
import type { SplitPlan } from '../../core/training/config.ts';
import type { Batch, BatchFacts, BatchRequest, DecodeReport, FilmsRequest } from '../../core/training/exchange.ts';
import { toChannels } from '../batches.ts';
import { decodeFilm } from '../decode/decode-film.ts';
import type { PoolHost } from '../decode/pool.ts';
import { probePixelAccess } from '../decode/trust.ts';
import { readFilm } from '../sources/read-film.ts';
import { type DecodeControl, decodeDataset } from './decode-dataset.ts';
import { augmentedTiles, meanFilms, tilesOf } from './explore.ts';
import { FindingsFeed, type Learned } from './findings-feed.ts';
import { isSame, Keeping } from './keeping.ts';
import { type OpenedDataset, openDataset, type SourceWish } from './opened-dataset.ts';
import type { PatientReadings } from './patient-readings.ts';
import { pickFilms } from './picked-films.ts';
import { ReadyFilms } from './ready-films.ts';
import { makeThumbnail, storedThumbnail } from './thumbnail.ts';

/** What the service needs of the one who spawns it. */
export interface DataHost extends PoolHost {
  /** Starts a worker that serves `serveFindings`. */
  spawnFindings(): Worker;
  now(): Date;
}

/** The films in hand: one dataset at a time, opened, decoded once, served in batches. */
export class DataService {
  private readonly host: DataHost;
  private readonly feed: FindingsFeed;
  private readonly keeping: Keeping;
  private readonly access = probePixelAccess();
  private opened: OpenedDataset | null = null;
  /** Its index by every rule of patients that it was given. */
  private readings: PatientReadings | null = null;
  /** By rules of it that were asked for, by fingerprint. */
  private readonly others = new Map<string, DatasetIndex>();
  private ready: ReadyFilms | null = null;
  /** What was learned of the films, by the first decoding that came to its end. */
  private learned: Omit<Learned, 'index'> | null = null;
  /** Ends what is under way for the dataset in hand. */
  private current = new AbortController();

  constructor(host: DataHost) {
    this.host = host;
    this.feed = new FindingsFeed(() => host.spawnFindings());
    this.keeping = new Keeping(() => host.now());
  }

  /** Lists a source; from then on the dataset before it is gone and its decoding cancelled. */
  async open(wish: SourceWish, signal: AbortSignal): Promise<DatasetIndex> {
    const either = AbortSignal.any([signal, this.replace()]);
    return this.take(await openDataset(wish, either), either);
  }

  /** Opens a set that was kept in this browser; gives the settings it was decoded with too. Throws `record-damaged`. */
  async openKept(
    id: string,
    handles: readonly FileSystemHandle[],
    signal: AbortSignal,
  ): Promise<{ index: DatasetIndex; settings: DecodeSettings }> {
    const either = AbortSignal.any([signal, this.replace()]);
    const { settings, ...opened } = await this.keeping.open(id, handles, either);
    return { index: await this.take(opened, either), settings };
  }

  /** Makes a dataset the one in hand, with patients as the user told them on an earlier visit. */
  private async take(opened: OpenedDataset, signal: AbortSignal): Promise<DatasetIndex> {
    const readings = await this.keeping.readPatients(opened.index);
    signal.throwIfAborted();
    const { index } = readings;
    this.readings = readings;
    this.opened = { ...opened, index };
    return index;
  }

  /** Why the decoded films could not be kept for the next visit; null once they are, and where there was nothing to keep. */
  kept(): Promise<ErrorCode | null> {
    return this.keeping.result();
  }

  /** Decodes every film unless that was done with equal settings, now or on an earlier visit; a decoding under way is cancelled. */
  async decode(settings: DecodeSettings, control: DecodeControl): Promise<DecodeReport> {
    const { opened } = this;
    if (!opened) throw new AppError('internal', { message: 'no dataset is open' });
    if (this.ready && isSame(this.ready.report.settings, settings)) return this.ready.report;
    this.current.abort();
    this.current = new AbortController();
    this.ready = null;
    const signal = AbortSignal.any([control.signal, this.current.signal]);
    const { canvasTrusted } = await this.access;
    const started = performance.now();
    const kept = await this.keeping.find(opened, settings, signal);
    const { store, facts } = kept ?? (await this.decodeAnew(opened, settings, { ...control, signal }));
    const seconds = (performance.now() - started) / 1000;
    const { index, identical } = this.learn(facts, store.failed);
    const { readings } = this;
    if (!kept && readings) {
      this.keeping.finish({ store, facts }, { ...opened, index: readings.named }, canvasTrusted);
      this.keeping.keepPatients(readings);
    }
    this.ready = new ReadyFilms(index, store, { seconds, canvasTrusted, identical, restored: kept !== null });
    return this.ready.report;
  }

  private async decodeAnew(opened: OpenedDataset, settings: DecodeSettings, control: DecodeControl) {
    if (!this.learned) this.feed.reset();
    try {
      const decoded = await decodeDataset(opened, settings, this.host, {
        ...control,
        onLearned: (facts, failed) => {
          if (!this.learned) this.feed.look({ index: opened.index, facts, failed });
        },
        onStore: (store) => this.keeping.begin(store),
        onStored: (film) => this.keeping.add(film),
      });
      control.signal.throwIfAborted();
      return decoded;
    } catch (error) {
      this.keeping.abandon();
      throw error;
    }
  }

  /** Keeps what a decoding told: patients who share a film are one from now on, and the films are compared. */
  private learn(facts: FilmFacts, failed: Learned['failed']): { index: DatasetIndex; identical: number[][] } {
    const { opened } = this;
    if (!opened) throw new AppError('internal', { message: 'no dataset is open' });
    const identical = identicalFilms(opened.index.sizes, (this.learned ?? { facts }).facts);
    const index = mergePatients(opened.index, identical);
    this.opened = { ...opened, index };
    if (!this.learned) {
      this.learned = { facts, failed };
      this.others.clear();
      this.feed.finish({ index, facts, failed });
    }
    return { index, identical };
  }

  /** Tells the findings on decoded films, now and whenever there are more. Ends with `signal` only, by AbortError. */
  findings(listener: (update: FindingsUpdate) => void, signal: AbortSignal): Promise<never> {
    return this.feed.listen(listener, signal);
  }

  /** Findings from names and sizes alone, under a plan. */
  planFindings(plan: SplitPlan): Finding[] {
    return this.opened ? indexFindings(this.opened.index, plan) : [];
  }

  /** What was learned of the films, without prints of their pictures and files; null before a first decoding is done. */
  facts(): FilmFacts | null {
    return this.learned && { ...this.learned.facts, small: new Uint8Array(), digest: new Uint8Array() };
  }

  /** The dataset with patients by the user's word, or by the names again for null. Throws `internal` when none is open. */
  regroup(told: PatientKeys | null): DatasetIndex {
    const { opened, readings, ready } = this;
    if (!opened || !readings) throw new AppError('internal', { message: 'no dataset is open' });
    readings.take(told);
    this.keeping.keepPatients(readings);
    const index = this.merged(readings.index);
    this.opened = { ...opened, index };
    if (this.learned) this.feed.finish({ index, ...this.learned });
    ready?.regroup(index);
    return index;
  }

  /** The films in hand by the rule of patients that gave them this fingerprint; null where it is not known. */
  reading(fingerprint: string): DatasetIndex | null {
    const known = this.others.get(fingerprint);
    const found = known ? null : this.readings?.find(fingerprint);
    if (found) this.others.set(fingerprint, this.merged(found.index));
    return this.others.get(fingerprint) ?? null;
  }

  /** Goes by that rule from here on. */
  regroupAs(fingerprint: string): DatasetIndex | null {
    const found = this.readings?.find(fingerprint);
    return found ? this.regroup(found.told) : null;
  }

  private merged(index: DatasetIndex): DatasetIndex {
    return this.learned ? mergePatients(index, identicalFilms(index.sizes, this.learned.facts)) : index;
  }

  /** A small picture of a sample; where its file is out of reach, as it was decoded. Throws as `decodeFilm`, `file-vanished`, `zip-damaged`. */
  async thumbnail(sample: number, size: number): Promise<ImageBitmap> {
    const { opened, ready, learned } = this;
    const path = opened?.index.paths[sample];
    if (!opened || path === undefined) throw new AppError('internal', { message: `no sample ${sample}` });
    try {
      return await makeThumbnail(await readFilm(await opened.source.film(path)), size);
    } catch (error) {
      if (!ready || !learned || ready.store.failed.has(sample)) throw error;
      return storedThumbnail(ready.store, learned.facts, sample);
    }
  }

  /** A small picture of a film that is no sample. Throws as `decodeFilm`, `file-vanished`. */
  async picture(file: File, size: number): Promise<ImageBitmap> {
    return makeThumbnail(await readFilm({ kind: 'file', file }), size);
  }

  /** Decoded films side by side. Throws `internal` when nothing is decoded; so do the next two. */
  tiles(samples: Uint32Array): FilmTiles {
    return tilesOf(this.decoded().ready.store, samples);
  }

  meanFilms(): MeanFilms {
    const { index, ready } = this.decoded();
    return meanFilms(index, ready.store);
  }

  /** What a policy makes of one film. */
  augmented(wish: AugmentationWish): FilmTiles {
    const { store, sampler } = this.decoded().ready;
    return augmentedTiles(store, wish, sampler);
  }

  /** What a run needs to know; `use` is the split it is about to read. Throws `class-missing-in-split`, `split-empty`, `internal`. */
  describe(plan: SplitPlan, use: Split): BatchFacts {
    const { index, ready, plan: own } = this.divided(plan);
    const { classNames, name, source, fingerprint, namedFingerprint, patientRule } = index;
    const counts = countFilms(index.splits, index.labels, classNames.length);
    return {
      classNames,
      ...ready.batches(index).count(own, use),
      dataset: { name, source, fingerprint, namedFingerprint, patientRule, counts },
      imageSize: ready.store.settings.imageSize,
    };
  }

  batch(request: BatchRequest): Batch {
    const { index, ready, plan } = this.divided(request.plan);
    return ready.batches(index).fill({ ...request, plan });
  }

  /** Samples of any settings. Throws as `decodeFilm`, `file-vanished`, `internal`. */
  async films(request: FilmsRequest): Promise<Batch> {
    const { store } = this.decoded().ready;
    const { reader } = await this.access;
    return pickFilms(request, { store, opened: this.opened as OpenedDataset, reader });
  }

  /** A film that is no sample, decoded as the samples are; label and sample number are 0. Throws as `decodeFilm`, `file-vanished`. */
  async film(file: File, settings: DecodeSettings, channels: 1 | 3): Promise<Batch> {
    const { reader } = await this.access;
    const image = await decodeFilm(await readFilm({ kind: 'file', file }), settings, reader);
    return {
      bytes: toChannels(image.data, image.channels, channels),
      labels: new Uint8Array(1),
      samples: new Uint32Array(1),
      imageSize: settings.imageSize,
    };
  }

  close(): void {
    this.replace();
  }

  /** Forgets the dataset and gives the signal of the next. */
  private replace(): AbortSignal {
    this.current.abort();
    this.current = new AbortController();
    this.opened = null;
    this.readings = null;
    this.others.clear();
    this.ready = null;
    this.learned = null;
    this.feed.reset();
    this.keeping.end();
    return this.current.signal;
  }

  /** The films with the patients that a plan goes by. Where they are others than its own, those it leaves out are none of these. */
  private divided(plan: SplitPlan): { index: DatasetIndex; ready: ReadyFilms; plan: SplitPlan } {
    const { index, ready } = this.decoded();
    if (plan.of === undefined || plan.of === index.fingerprint) return { index, ready, plan };
    const reading = this.reading(plan.of);
    return reading ? { index: reading, ready, plan } : { index, ready, plan: { ...plan, leftOut: [] } };
  }

  private decoded(): { index: DatasetIndex; ready: ReadyFilms } {
    if (!this.opened || !this.ready) throw new AppError('internal', { message: 'nothing is decoded' });
    return { index: this.opened.index, ready: this.ready };
  }
}
