import { expect, test } from 'vitest';
import { listHandles } from './list-handles.ts';

interface Tree {
  readonly [name: string]: Tree | 'file' | 'broken';
}

function makeHandle(name: string, node: Tree | 'file' | 'broken'): FileSystemHandle {
  if (node === 'file' || node === 'broken') {
    const getFile = () =>
      node === 'file' ? Promise.resolve(new File(['x'], name)) : Promise.reject(new Error('gone'));
    return { name, kind: 'file', getFile } as unknown as FileSystemHandle;
  }
  async function* values() {
    for (const [child, inner] of Object.entries(node)) yield makeHandle(child, inner);
  }
  return { name, kind: 'directory', values } as unknown as FileSystemHandle;
}

const live = new AbortController().signal;

test('folders are listed to their depths; one unreadable file does not cost the others, and is named', async () => {
  const many: Tree = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`${i}.jpeg`, 'file'] as const));
  const train = makeHandle('train', { NORMAL: many, PNEUMONIA: { 'a.jpeg': 'broken', 'b.jpeg': 'file' } });
  const files = await listHandles([train, makeHandle('test', { NORMAL: { 'c.jpeg': 'file' } })], live);
  expect(files).toHaveLength(253);
  expect(files[249]?.path).toBe('train/NORMAL/249.jpeg');
  expect(files.slice(250).map(({ path, file }) => [path, file !== null])).toEqual([
    ['train/PNEUMONIA/a.jpeg', false],
    ['train/PNEUMONIA/b.jpeg', true],
    ['test/NORMAL/c.jpeg', true],
  ]);
});

test('of a folder that fails in the middle what was listed stays, and the folder is named', async () => {
  async function* values() {
    yield makeHandle('a.jpeg', 'file');
    throw new Error('the drive is gone');
  }
  const folder = { name: 'NORMAL', kind: 'directory', values } as unknown as FileSystemHandle;
  const files = await listHandles([folder], live);
  expect(files.map(({ path, file }) => [path, file !== null])).toEqual([
    ['NORMAL/a.jpeg', true],
    ['NORMAL', false],
  ]);
});

test('a listing that is no longer wanted ends with AbortError', async () => {
  const ended = new AbortController();
  const listing = listHandles([makeHandle('x', { A: { 'a.png': 'file' } })], ended.signal);
  ended.abort();
  await expect(listing).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
});
