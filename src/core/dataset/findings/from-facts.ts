import type { FilmFacts } from '../facts.ts';
import type { DatasetIndex, IgnoredReason } from '../types.ts';
import { unreadableFilms, wrongExtensions } from './bad-files.ts';
import { exactDuplicates, identicalFilms } from './copies.ts';
import { fileTellsClass } from './file-tells-class.ts';
import { lookFindings } from './looks.ts';
import { nearDuplicates } from './near-duplicates.ts';
import { splitsDiffer } from './splits-differ.ts';
import type { Finding } from './types.ts';

/** Findings on single films and copies, from what is decoded so far: quick enough to be asked a few times a second. */
export function quickFindings(
  index: DatasetIndex,
  facts: FilmFacts,
  failed: ReadonlyMap<number, IgnoredReason>,
): Finding[] {
  return [
    exactDuplicates(index, identicalFilms(index.sizes, facts)),
    unreadableFilms(index.paths.length, failed),
    wrongExtensions(index, facts),
    ...lookFindings(index, facts),
  ].filter((finding) => finding !== null);
}

/** Findings that compare all films with one another; seconds, for a worker of its own. */
export function slowFindings(index: DatasetIndex, facts: FilmFacts): Finding[] {
  const identical = identicalFilms(index.sizes, facts);
  return [nearDuplicates(index, facts, identical), fileTellsClass(index, facts), splitsDiffer(index, facts)].filter(
    (finding) => finding !== null,
  );
}
