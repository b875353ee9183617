import { indexDataset } from '../../core/dataset/index-dataset.ts';
import type { DatasetIndex } from '../../core/dataset/types.ts';
import { type NamedFile, openFolder } from '../sources/folder.ts';
import { listHandles } from '../sources/list-handles.ts';
import type { FilmSource } from '../sources/source.ts';
import { openSynthetic } from '../sources/synthetic.ts';
import { openZip } from '../sources/zip.ts';

/** What the user gave: files of one or more folders, one zip, or a wish for synthetic films. */
export type SourceWish =
  | {
      readonly kind: 'folder';
      readonly name: string;
      /** None where the folders themselves are to be listed. */
      readonly files: readonly NamedFile[];
      /** The folders themselves, where the browser gives them. */
      readonly handles?: readonly FileSystemHandle[];
    }
  | { readonly kind: 'zip'; readonly file: File }
  | { readonly kind: 'synthetic'; readonly seed: number };

/** A source with its index. */
export interface OpenedDataset {
  readonly source: FilmSource;
  readonly index: DatasetIndex;
  /** The ways back to the dropped folders, for another visit. */
  readonly handles: readonly FileSystemHandle[];
}

/** Seed of the app's own split where the folders have none: the same folder gives the same split everywhere. */
const SPLIT_SEED = 1;

/** Lists a source and reads its layout. Throws `no-images`, `one-class`, `too-many-classes`, `zip-damaged`, `zip-encrypted`. */
export async function openDataset(wish: SourceWish, signal: AbortSignal): Promise<OpenedDataset> {
  const source = await openSource(wish, signal);
  signal.throwIfAborted();
  const index = withUnreadable(indexDataset(source.name, source.kind, source.entries, { seed: SPLIT_SEED }), source);
  return { source, index, handles: wish.kind === 'folder' ? (wish.handles ?? []) : [] };
}

/** The index with what could not even be listed: it is left out, but not without a word. */
function withUnreadable(index: DatasetIndex, { unreadable = [] }: FilmSource): DatasetIndex {
  const more = unreadable.map((path) => ({ path, reason: 'unreadable' as const }));
  return more.length === 0 ? index : { ...index, ignored: [...more, ...index.ignored] };
}

async function openSource(wish: SourceWish, signal: AbortSignal): Promise<FilmSource> {
  switch (wish.kind) {
    case 'folder':
      return openFolder(wish.name, wish.files.length > 0 ? wish.files : await listHandles(wish.handles ?? [], signal));
    case 'zip':
      return openZip(wish.file, signal);
    case 'synthetic':
      return openSynthetic(wish.seed);
  }
}
