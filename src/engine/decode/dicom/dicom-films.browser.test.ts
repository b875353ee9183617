import { expect, test } from 'vitest';
import { AppError } from '../../../core/base/errors.ts';
import { type BuiltDicom, buildDicom } from '../../testing/dicom-builder.ts';
import films from '../../testing/fixtures/dicom-films.json' with { type: 'json' };
import { openFilm, readWhole } from '../open-film.ts';
import { probePixelAccess } from '../trust.ts';

const access = probePixelAccess();

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

/** Grey without a window spans the picture where it has more than 8 bits. */
function shown(values: readonly number[], name: string): number[] {
  if (!name.includes('12 bits')) return [...values];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return values.map((value) => (255 * (value - least)) / (most - least));
}

test.each(films)('$name: the values that pydicom reads', async ({ name, width, height, values, base64 }) => {
  const film = await openFilm(bytesOf(base64));
  expect(film.header).toMatchObject({ format: 'dicom', width, height });
  const { data } = await readWhole(film, (await access).reader);
  const components = values.length / (width * height);
  const found = values.map((_, i) => data[4 * Math.floor(i / components) + (i % components)] as number);
  const worst = shown(values, name).map((wanted, i) => Math.abs(wanted - (found[i] as number)));
  // Half a level is rounding; YBR may round otherwise by one.
  expect(Math.max(...worst)).toBeLessThanOrEqual(name === 'YBR_FULL' ? 1 : 0.5);
});

test.each([
  ['a palette', { photometric: 'PALETTE COLOR' }, 'dicom-unsupported'],
  ['inks', { photometric: 'CMYK', elements: { '00280002': ['US', 4] } }, 'dicom-unsupported'],
  ['colour of 16 bits', { photometric: 'RGB', bits: 16, elements: { '00280002': ['US', 3] } }, 'dicom-unsupported'],
] satisfies [string, Partial<BuiltDicom>, string][])('refused with a reason: %s', async (_, film, code) => {
  const bytes = buildDicom({ columns: 2, rows: 1, bits: 8, values: [1, 2, 3, 4, 5, 6, 7, 8], ...film });
  const reading = openFilm(bytes).then(async (opened) => readWhole(opened, (await access).reader));
  await expect(reading).rejects.toSatisfy((error) => error instanceof AppError && error.code === code);
});

test('without a preamble and cut off, or of another kind: a reason, no crash', async () => {
  const bare = bytesOf((films.find(({ name }) => name === 'without a preamble') as (typeof films)[0]).base64);
  for (const length of [8, 40, 150, bare.length - 20]) {
    const reading = openFilm(bare.slice(0, length)).then(async (opened) => readWhole(opened, (await access).reader));
    await expect(reading).rejects.toBeInstanceOf(AppError);
  }
});
