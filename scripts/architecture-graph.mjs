/** Draws the graph of `src` by folder as Mermaid, from what the files really import. */
import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';

const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

const MARK = '<!-- generated: architecture graph -->';
const END = '<!-- end of generated part -->';

/** ARCHITECTURE.md with the present graph between its two marks. */
export async function withGraph(markdown) {
  const start = markdown.indexOf(MARK);
  const end = markdown.indexOf(END);
  if (start < 0 || end < start) throw new Error(`ARCHITECTURE.md lacks the marks "${MARK}" and "${END}"`);
  const graph = `\n\n\`\`\`mermaid\n${mermaid(await folderImports())}\n\`\`\`\n\n`;
  return markdown.slice(0, start + MARK.length) + graph + markdown.slice(end);
}

/** Pairs `importing folder → imported folder`, tests left out. */
async function folderImports() {
  const { output } = await cruise(['src'], { ...rules.options, exclude: { path: '\\.test\\.tsx?$|/fixtures/' } });
  const pairs = new Set();
  for (const { source, dependencies } of output.modules) {
    const from = folderOf(source);
    const targets = dependencies.map(({ resolved }) => folderOf(resolved)).filter((to) => from && to && to !== from);
    for (const to of targets) pairs.add(`${from} ${to}`);
  }
  return [...pairs].sort().map((pair) => pair.split(' '));
}

/** `src/core/metrics/roc.ts` → `core/metrics`; null for what is not ours or is no code. */
function folderOf(path) {
  if (path === 'src/main.tsx') return 'main';
  const found = /^src\/([^/]+(?:\/[^/]+)?)\/[^/]*\.tsx?$/.exec(path) ?? /^src\/([^/]+\/[^/]+)\/.*\.tsx?$/.exec(path);
  return found ? found[1] : null;
}

function mermaid(pairs) {
  const folders = [...new Set(pairs.flat())].sort();
  const rooms = [...new Set(folders.map((folder) => folder.split('/')[0]))];
  const groups = rooms.flatMap((room) => [
    `  subgraph ${room}_room[${room}]`,
    ...folders.filter((folder) => folder.split('/')[0] === room).map((folder) => `    ${id(folder)}["${folder}"]`),
    '  end',
  ]);
  return ['flowchart LR', ...groups, ...pairs.map(([from, to]) => `  ${id(from)} --> ${id(to)}`)].join('\n');
}

function id(folder) {
  return folder.replaceAll(/[^\w]/g, '_');
}
