import type { Entry, SourceKind } from '../../core/dataset/types.ts';
import type { ZipEntry } from './zip-entry.ts';

/** One film on its way to a decode worker: cheap to send, opened there. */
export type FilmHandle =
  | { readonly kind: 'file'; readonly file: Blob }
  | { readonly kind: 'zipped'; readonly entry: ZipEntry }
  | { readonly kind: 'synthetic'; readonly seed: number; readonly film: number };

/** Where films come from: a list of names and sizes, and the way to each film. */
export interface FilmSource {
  readonly kind: SourceKind;
  readonly name: string;
  readonly entries: readonly Entry[];
  /** Paths of files and folders that could not be read (to their end) while they were listed. */
  readonly unreadable?: readonly string[];
  /** The film at `path`, its bytes unread. Throws `file-vanished`. */
  film(path: string): Promise<FilmHandle>;
}
