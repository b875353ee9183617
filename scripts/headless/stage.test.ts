import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, expect, test } from 'vitest';
import { stageLimited } from './stage.mjs';

const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** Kaggle's shape: the tree twice, with the twins and droppings of a Mac. */
function untidyTree(): Record<string, Uint8Array> {
  const tree: Record<string, Uint8Array> = {};
  for (const split of ['train', 'test']) {
    for (const name of ['NORMAL', 'PNEUMONIA']) {
      for (let i = 0; i < 6; i++) {
        const path = `${split}/${name}/film ü ${i}.jpeg`;
        const bytes = new TextEncoder().encode(path);
        tree[`chest_xray/${path}`] = bytes;
        tree[`chest_xray/chest_xray/${path}`] = bytes;
        tree[`__MACOSX/chest_xray/${split}/${name}/._film ${i}.jpeg`] = bytes;
      }
      tree[`chest_xray/${split}/${name}/.DS_Store`] = new Uint8Array(1);
      tree[`chest_xray/${split}/${name}/notes.txt`] = new Uint8Array(1);
    }
  }
  return tree;
}

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'thoraxlab-test-'));
  made.push(folder);
  return folder;
}

function folderOf(tree: Record<string, Uint8Array>): string {
  const root = temporary();
  for (const [path, bytes] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  }
  return root;
}

function zipOf(tree: Record<string, Uint8Array>): string {
  const path = join(temporary(), 'films.zip');
  writeFileSync(path, zipSync(tree));
  return path;
}

function films(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true }) as string[];
  return all.filter((path) => path.includes('.')).sort();
}

test('each split and class gets N films, each film once, and system files none', async () => {
  const { folder, remove } = await stageLimited({ kind: 'folder', path: folderOf(untidyTree()) }, 3, 1);
  const groups = films(folder).map((path) => dirname(path).replaceAll('\\', '/'));
  expect(groups).toEqual(
    ['test/NORMAL', 'test/PNEUMONIA', 'train/NORMAL', 'train/PNEUMONIA'].flatMap((name) => [name, name, name]),
  );
  remove();
  expect(existsSync(folder)).toBe(false);
});

test('the seed decides which films, and a zip gives the same as its folder', async () => {
  const tree = untidyTree();
  const folder = folderOf(tree);
  const stages = [
    await stageLimited({ kind: 'folder', path: folder }, 3, 1),
    await stageLimited({ kind: 'folder', path: folder }, 3, 2),
    await stageLimited({ kind: 'zip', path: zipOf(tree) }, 3, 1),
  ];
  const [first, second, zipped] = stages.map((stage) => films(stage.folder));
  expect(first).not.toEqual(second);
  expect(zipped).toEqual(first);
  for (const { remove } of stages) remove();
});

test('a class with fewer films gives them all, and a tree without splits keeps its classes', async () => {
  const tree = { 'set/A/1.png': new Uint8Array(1), 'set/B/1.png': new Uint8Array(1), 'set/B/2.png': new Uint8Array(1) };
  const { folder, remove } = await stageLimited({ kind: 'folder', path: folderOf(tree) }, 5, 1);
  expect(films(folder).map((path) => path.replaceAll('\\', '/'))).toEqual(['A/1.png', 'B/1.png', 'B/2.png']);
  remove();
});
