import { deflateSync } from 'fflate';
import { expect, test } from 'vitest';
import { AppError } from '../../../core/base/errors.ts';
import { type BuiltDicom, buildDicom, lookupTable, packRle } from '../../testing/dicom-builder.ts';
import { encodeGreyJpeg } from '../../testing/film-builder.ts';
import { encodeLosslessJpeg } from '../../testing/lossless-jpeg.ts';
import { openFilm, readWhole } from '../open-film.ts';
import { probePixelAccess } from '../trust.ts';

const access = probePixelAccess();
const SYNTAX = '1.2.840.10008.1.2';

async function greys(film: BuiltDicom | Uint8Array<ArrayBuffer>): Promise<number[]> {
  const bytes = film instanceof Uint8Array ? film : buildDicom(film);
  const { data } = await readWhole(await openFilm(bytes), (await access).reader);
  return [...data.filter((_, i) => i % 4 === 0)];
}

async function faultOf(bytes: Uint8Array<ArrayBuffer>): Promise<AppError> {
  const error = await greys(bytes).catch((e: unknown) => e);
  if (!(error instanceof AppError)) throw new Error(`no fault: ${String(error)}`);
  return error;
}

const eight = { columns: 4, rows: 1, bits: 8, values: [0, 10, 200, 255] };
const twelve = { columns: 4, rows: 1, bits: 12, values: [0, 1000, 2000, 4000] };
const window = (centre: string, width: string, shape = 'LINEAR') =>
  ({ '00281050': ['DS', centre], '00281051': ['DS', width], '00281056': ['CS', shape] }) as const;

test.each([
  ['8 bits as they stand', eight, [0, 10, 200, 255]],
  ['8 bits, MONOCHROME1', { ...eight, photometric: 'MONOCHROME1' }, [255, 245, 55, 0]],
  ['8 bits, implicit', { ...eight, implicit: true }, [0, 10, 200, 255]],
  ['12 bits without a window span the picture', twelve, [0, 64, 128, 255]],
  ['16 bits, signed', { columns: 3, rows: 1, values: [-1000, 0, 1000], signed: true }, [0, 128, 255]],
  ['12 bits, a linear window', { ...twelve, elements: window('2048', '4096') }, [0, 62, 125, 249]],
  ['an exact window', { ...twelve, elements: window('2000', '4000', 'LINEAR_EXACT') }, [0, 64, 128, 255]],
  ['a sigmoid', { ...twelve, elements: window('2000', '4000', 'SIGMOID') }, [30, 69, 128, 225]],
  [
    'a window over rescaled values',
    {
      ...twelve,
      elements: { ...window('0', '4000', 'LINEAR_EXACT'), '00281052': ['DS', '-2000'], '00281053': ['DS', '1'] },
    },
    [0, 64, 128, 255],
  ],
  ['a falling slope', { ...twelve, elements: { '00281053': ['DS', '-1'] } }, [255, 191, 128, 0]],
  [
    'padding is black and no part of the span',
    { ...twelve, values: [1000, 2000, 4000, 4095], photometric: 'MONOCHROME1', elements: { '00280120': ['US', 4095] } },
    [255, 170, 0, 0],
  ],
  ['a range of padding', { ...twelve, elements: { '00280120': ['US', 0], '00280121': ['US', 1500] } }, [0, 0, 0, 255]],
  [
    'a VOI table',
    { columns: 4, rows: 1, bits: 8, values: [0, 5, 6, 9], elements: { '00283010': lookupTable(5, 8, [7, 100, 255]) } },
    [7, 7, 100, 255],
  ],
  [
    'a modality table',
    { columns: 3, rows: 1, bits: 8, values: [0, 1, 2], elements: { '00283000': lookupTable(0, 16, [0, 30, 60]) } },
    [0, 128, 255],
  ],
  [
    'RLE, 8 bits',
    { ...eight, values: [9, 9, 9, 40], packed: packRle([9, 9, 9, 40], 8), syntax: `${SYNTAX}.5` },
    [9, 9, 9, 40],
  ],
  ['RLE, 12 bits', { ...twelve, packed: packRle(twelve.values, 12), syntax: `${SYNTAX}.5` }, [0, 64, 128, 255]],
] satisfies [string, BuiltDicom, number[]][])('%s', async (_, film, wanted) => {
  expect(await greys(film)).toEqual(wanted);
});

test('deflated', async () => {
  const plain = buildDicom({ ...eight, syntax: `${SYNTAX}.1.99` });
  const start = 132 + 12 + new DataView(plain.buffer).getUint32(140, true);
  const deflated = Uint8Array.from([...plain.subarray(0, start), ...deflateSync(plain.subarray(start))]);
  expect(await greys(deflated)).toEqual(eight.values);
});

test('JPEG baseline', async () => {
  const packed = encodeGreyJpeg(2, 1, (column) => (column ? 200 : 40));
  const film = { columns: 16, rows: 8, bits: 8, values: [], packed, syntax: `${SYNTAX}.4.50` };
  const row = [...new Array<number>(8).fill(40), ...new Array<number>(8).fill(200)];
  expect((await greys(film)).slice(0, 16)).toEqual(row);
});

test('lossless JPEG: every predictor, with and without restarts', async () => {
  const values = Array.from({ length: 48 }, (_, i) => (i * i * 37) % 4096);
  const film = { columns: 8, rows: 6, bits: 12, values, elements: window('2048', '4096', 'LINEAR_EXACT') };
  const plain = await greys(film);
  for (let predictor = 1; predictor <= 7; predictor++) {
    for (const restart of [0, 2]) {
      const packed = encodeLosslessJpeg({ columns: 8, rows: 6, values, predictor, restart });
      expect(await greys({ ...film, packed, syntax: `${SYNTAX}.4.70` })).toEqual(plain);
      const cut = packed.slice(0, -12);
      expect((await faultOf(buildDicom({ ...film, packed: cut, syntax: `${SYNTAX}.4.70` }))).code).toBe(
        'image-damaged',
      );
    }
  }
});

test.each([
  ['several frames', { ...eight, elements: { '00280008': ['IS', '2'] } }, 'dicom-frames'],
  ['a CT slice', { ...eight, storage: '1.2.840.10008.5.1.4.1.1.2', modality: 'CT' }, 'dicom-not-radiograph'],
  ['a capture of an MR', { ...eight, storage: '1.2.840.10008.5.1.4.1.1.7', modality: 'MR' }, 'dicom-not-radiograph'],
  [
    'a PDF inside',
    { ...eight, storage: '1.2.840.10008.5.1.4.1.1.104.1', modality: 'DOC', packed: null },
    'dicom-no-pixels',
  ],
  ['no pixels', { ...eight, packed: null }, 'dicom-no-pixels'],
  ['an unknown packing', { ...eight, packed: Uint8Array.of(1, 2), syntax: `${SYNTAX}.4.102` }, 'dicom-unsupported'],
  ['a palette', { ...eight, photometric: 'PALETTE COLOR' }, 'dicom-unsupported'],
  ['32 bits', { ...eight, elements: { '00280100': ['US', 32] } }, 'dicom-unsupported'],
  ['pixels cut off', { ...eight, rows: 9 }, 'image-damaged'],
  ['a bomb by its header', { ...eight, rows: 65_535, columns: 65_535 }, 'image-too-large'],
  [
    'a packed picture of another size',
    { ...eight, columns: 9, packed: encodeGreyJpeg(2, 1, () => 9), syntax: `${SYNTAX}.4.50` },
    'image-damaged',
  ],
] satisfies [string, BuiltDicom, string][])('refused: %s', async (_, film, code) => {
  expect((await faultOf(buildDicom(film))).code).toBe(code);
});

test('no error carries anything of the patient', async () => {
  const whole = buildDicom({ ...twelve, elements: window('2048', '4096') });
  for (let length = 133; length < whole.length; length += 7) {
    const error = await faultOf(whole.slice(0, length));
    expect(`${error.message} ${JSON.stringify(error.details)} ${String(error.cause)}`).not.toContain('SECRET');
    expect(error.cause).toBeUndefined();
  }
});
