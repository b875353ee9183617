import type { FilmFacts } from '../core/dataset/facts.ts';
import { type DatasetIndex, PATHOGENS } from '../core/dataset/types.ts';
import type { GroupKind, GroupWish } from '../core/metrics/split-judgement.ts';
import { byFilmsPerPatient, FILMS_PER_PATIENT, THIRDS, thirds } from '../core/metrics/subgroups.ts';

/** The sub-groups that these films allow: by pathogen where names tell it, by size and brightness once decoded, by films per patient. */
export function filmGroups(samples: Uint32Array, index: DatasetIndex, facts: FilmFacts | null): GroupWish[] {
  const wishes = facts ? [ofSize(samples, facts), ofBrightness(samples, facts)] : [];
  const clusters = Int32Array.from(samples, (sample) => index.patients[sample] as number);
  const perPatient: GroupWish = {
    kind: 'films-per-patient',
    grouping: byFilmsPerPatient(clusters),
    names: FILMS_PER_PATIENT,
    limits: null,
  };
  return [ofPathogen(samples, index), ...wishes, perPatient].filter(isDivided);
}

/** One group alone says nothing that the whole does not. */
function isDivided({ grouping }: GroupWish): boolean {
  return new Set(grouping.filter((group) => group !== null)).size > 1;
}

function ofPathogen(samples: Uint32Array, { pathogens }: DatasetIndex): GroupWish {
  const names = PATHOGENS.filter((name) => name !== 'unknown');
  const grouping = Array.from(samples, (sample) => {
    const name = PATHOGENS[pathogens[sample] as number];
    return name === 'unknown' || !name ? null : name;
  });
  return { kind: 'pathogen', grouping, names, limits: null };
}

function ofSize(samples: Uint32Array, { width, height }: FilmFacts): GroupWish {
  return byThirds('size', samples, (sample) => Math.sqrt((width[sample] as number) * (height[sample] as number)));
}

function ofBrightness(samples: Uint32Array, { mean, width }: FilmFacts): GroupWish {
  return byThirds('brightness', samples, (sample) => (width[sample] ? (mean[sample] as number) : 0));
}

/** A film of which nothing is known has the value 0, and belongs to no third. */
function byThirds(kind: GroupKind, samples: Uint32Array, quantity: (sample: number) => number): GroupWish {
  const values = Float64Array.from(samples, (sample) => quantity(sample) || Number.NaN);
  return { kind, names: THIRDS, ...thirds(values) };
}
