import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FORMATS, makeFacts } from '../../src/core/dataset/facts.ts';
import { slowFindings } from '../../src/core/dataset/findings/from-facts.ts';
import { indexDataset } from '../../src/core/dataset/index-dataset.ts';

const table = process.env.CHEST_XRAY_FACTS;

/** Columns: file, bytes, width, height, components, progressive, profile, sum of the luma quantisation table. */
test('files of chest_xray as published tell the class, by their profile and size', { timeout: 60_000 }, ({ skip }) => {
  if (!table) skip('CHEST_XRAY_FACTS names no table of file facts');
  const rows = readFileSync(table as string, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const entries = rows.map(([path = '', bytes]) => ({ path: `chest_xray/${path}`, size: Number(bytes) }));
  const index = indexDataset('chest_xray', 'folder', entries, { seed: 1 });
  const facts = makeFacts(rows.length);
  for (const [path, , width, height, components, progressive, profile, quantisation] of rows) {
    const film = index.paths.indexOf(`chest_xray/${path}`);
    facts.width[film] = Number(width);
    facts.height[film] = Number(height);
    facts.format[film] = FORMATS.indexOf('jpeg');
    facts.components[film] = Number(components);
    facts.progressive[film] = Number(progressive);
    facts.iccProfile[film] = Number(profile !== '');
    facts.quantisation[film] = Number(quantisation);
    facts.deviation[film] = 50;
    // No pictures in the table: hashes far from one another.
    facts.hash[2 * film] = Math.imul(film, 0x9e3779b1) >>> 0;
    facts.hash[2 * film + 1] = Math.imul(film, 0x85ebca6b) >>> 0;
  }
  const found = slowFindings(index, facts).find(({ code }) => code === 'file-tells-class');
  console.info(JSON.stringify({ ...found?.names, ...found?.numbers }));
  expect(found).toMatchObject({ severity: 'serious', names: { first: 'iccProfile' } });
  expect(found?.numbers.auc).toBeGreaterThan(0.99);
  expect(found?.numbers.testAuc).toBeLessThan(found?.numbers.auc ?? 0);
});
