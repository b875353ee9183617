import { expect, test } from 'vitest';
import { readDrop, readPicked, sortFiles } from './read-drop.ts';

const BATCH = 100;

interface Tree {
  readonly [name: string]: Tree | 'file' | 'broken';
}

function makeEntry(name: string, node: Tree | 'file' | 'broken', parent = ''): FileSystemEntry {
  const fullPath = `${parent}/${name}`;
  if (node === 'file' || node === 'broken') {
    const file = (done: (file: File) => void, fail: (error: unknown) => void) =>
      node === 'file' ? done(new File(['x'], name)) : fail(new Error('gone'));
    return { name, fullPath, isFile: true, isDirectory: false, file } as unknown as FileSystemEntry;
  }
  const children = Object.entries(node).map(([child, inner]) => makeEntry(child, inner, fullPath));
  const createReader = () => {
    let at = 0;
    const readEntries = (done: (entries: FileSystemEntry[]) => void) => {
      at += BATCH;
      done(children.slice(at - BATCH, at));
    };
    return { readEntries };
  };
  return { name, fullPath, isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

/** Which of the two interfaces to files the made browser has; `refused`: handles that it does not give out. */
type Browser = 'entries' | 'handles' | 'refused';

function makeTransfer(tree: Tree, browser: Browser): DataTransfer {
  const items = Object.entries(tree).map(([name, node]) => ({
    kind: 'file',
    webkitGetAsEntry: () => (browser === 'handles' ? null : makeEntry(name, node)),
    ...(browser !== 'entries' && {
      getAsFileSystemHandle: () =>
        browser === 'handles'
          ? Promise.resolve({ name, kind: typeof node === 'string' ? 'file' : 'directory' })
          : Promise.reject(new Error('not this one')),
    }),
  }));
  return { items, files: [] } as unknown as DataTransfer;
}

const BROWSERS: Browser[] = ['entries', 'refused'];

test.each(BROWSERS)(
  'a dropped folder is read to its depths, past the first hundred entries of a directory (%s)',
  async (browser) => {
    const many: Tree = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`${i}.jpeg`, 'file'] as const));
    const dropped = await readDrop(makeTransfer({ xray: { train: { NORMAL: many } } }, browser));
    expect(dropped.kind === 'folder' && dropped.files.length).toBe(250);
    expect(dropped.kind === 'folder' && dropped.files[249]?.path).toBe('xray/train/NORMAL/249.jpeg');
  },
);

test.each(BROWSERS)('one unreadable file does not cost the others, and is named (%s)', async (browser) => {
  const dropped = await readDrop(makeTransfer({ xray: { NORMAL: { 'a.jpeg': 'broken', 'b.jpeg': 'file' } } }, browser));
  expect(dropped.kind === 'folder' && dropped.files.map(({ path, file }) => [path, file !== null])).toEqual([
    ['xray/NORMAL/a.jpeg', false],
    ['xray/NORMAL/b.jpeg', true],
  ]);
});

test.each(BROWSERS)('several folders become one dataset named after them (%s)', async (browser) => {
  const dropped = await readDrop(
    makeTransfer({ train: { A: { 'a.png': 'file' } }, test: { A: { 'a.png': 'file' } } }, browser),
  );
  expect(dropped).toMatchObject({ kind: 'folder', name: 'train + test' });
  expect(dropped.kind === 'folder' && dropped.files.map(({ path }) => path)).toEqual(['train/A/a.png', 'test/A/a.png']);
});

test('folders with handles are left to a worker to list', async () => {
  const dropped = await readDrop(makeTransfer({ train: { A: { 'a.png': 'file' } }, test: {} }, 'handles'));
  expect(dropped).toMatchObject({ kind: 'folder', name: 'train + test', files: [] });
  expect(dropped.kind === 'folder' && dropped.handles.map(({ name }) => name)).toEqual(['train', 'test']);
});

test('loose files are a zip or films', () => {
  expect(sortFiles([]).kind).toBe('nothing');
  expect(sortFiles([new File([''], 'Films.ZIP')]).kind).toBe('zip');
  expect(sortFiles([new File([''], 'film.jpeg')])).toMatchObject({ kind: 'films' });
});

test('a picked folder keeps its paths from the folder on', () => {
  const file = Object.defineProperty(new File([''], 'a.jpeg'), 'webkitRelativePath', { value: 'xray/test/A/a.jpeg' });
  expect(readPicked([file])).toMatchObject({ kind: 'folder', name: 'xray', files: [{ path: 'xray/test/A/a.jpeg' }] });
});
