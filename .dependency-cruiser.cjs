/** The walls between the rooms of `src` (see ARCHITECTURE.md). Each rule was seen to fail on a wrong import made on purpose. */

const TEST = '\\.test\\.tsx?$';

/** A room and the rooms it may use beside itself. */
const ROOMS = {
  core: [],
  storage: ['core'],
  engine: ['core', 'storage'],
  workers: ['core', 'storage', 'engine'],
  app: ['core', 'storage', 'workers'],
  ui: ['core', 'app'],
};

/** npm packages and the only places that may import them. */
const PACKAGES = [
  { name: 'tfjs', packages: '@tensorflow/', places: '^src/engine/' },
  { name: 'film-sources', packages: '@zip\\.js/', places: '^src/engine/' },
  { name: 'dicom', packages: '(dicom-parser|@cornerstonejs)/', places: '^src/engine/decode/dicom/' },
  { name: 'zip-writing', packages: 'fflate/', places: `^src/engine/|${TEST}` },
  { name: 'react', packages: '(react|react-dom|@types/react|@types/react-dom)/', places: '^src/(ui/|main\\.tsx$)' },
  {
    name: 'ui-kit',
    packages: '(react-aria-components|lucide-react|recharts|wouter|@fontsource-variable|@tanstack)/',
    places: '^src/(ui/|main\\.tsx$)',
  },
  { name: 'zustand', packages: 'zustand/', places: '^src/(app/|ui/AppContext\\.tsx$)' },
  { name: 'comlink', packages: 'comlink/', places: '^src/workers/' },
  { name: 'idb', packages: 'idb/', places: '^src/storage/' },
  { name: 'valibot', packages: 'valibot/', places: '^src/(storage|engine)/' },
  { name: 'pure-rand', packages: 'pure-rand/', places: '^src/core/' },
];

const roomRules = Object.entries(ROOMS).map(([room, above]) => ({
  name: `room-${room}`,
  comment: `${room} may use ${['itself', ...above].join(', ')} and nothing else of src`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...above].join('|')})/` },
}));

const packageRules = PACKAGES.map(({ name, packages, places }) => ({
  name: `package-${name}`,
  comment: `these packages live in ${places} only`,
  severity: 'error',
  from: { path: '^src/', pathNot: places },
  to: { path: `(^|/)node_modules/${packages}` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'main-thread-never-reaches-engine',
      comment: 'the engine belongs to the workers: not even through another file may the main thread load it',
      severity: 'error',
      from: { path: '^src/(app|ui|main\\.tsx)' },
      to: { path: '^src/engine/', reachable: true },
    },
    {
      name: 'main-joins-only-app-and-ui',
      severity: 'error',
      from: { path: '^src/main\\.tsx$' },
      to: { path: '^src/', pathNot: '^src/(core|workers|app|ui)/' },
    },
    {
      name: 'core-is-pure',
      comment: 'core uses no package but pure-rand, and nothing of Node',
      severity: 'error',
      from: { path: '^src/core/', pathNot: TEST },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core'],
        pathNot: 'node_modules/pure-rand/',
      },
    },
    {
      name: 'shipped-code-uses-no-dev-package',
      severity: 'error',
      from: { path: '^src/', pathNot: `${TEST}|^src/engine/fixtures/|^src/[^/]+/testing/` },
      to: { dependencyTypes: ['npm-dev', 'core'], pathNot: 'node_modules/(@types/|vite/)' },
    },
    {
      name: 'shipped-code-uses-no-test-code',
      severity: 'error',
      from: { path: '^src/', pathNot: `${TEST}|^src/engine/fixtures/|^src/[^/]+/testing/` },
      to: { path: `${TEST}|^src/engine/fixtures/|^src/[^/]+/testing/` },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(url|raw)$' },
    },
    ...roomRules,
    ...packageRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'browser', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
};
