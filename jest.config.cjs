/**
 * Which test file belongs to which group is decided by its folder, here and nowhere else. `rules` need nothing but
 * Node; the others talk to a running Holdfast, which test/run.ts starts for them.
 */
const compiled = (parser) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', ...parser },
      transform: { react: { runtime: 'automatic', importSource: 'preact' } },
      target: 'es2022',
    },
    module: { type: 'commonjs', ignoreDynamic: true },
  },
];

const everyProject = {
  rootDir: __dirname,
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.holdfast'],
  transform: { '^.+\\.ts$': compiled({}), '^.+\\.tsx$': compiled({ tsx: true }) },
};

/** Folders of the groups that are not `story`: it has all the rest, so that no file is forgotten. */
const folders = {
  rules: ['domain', 'pages', 'documents', 'replay'],
  long: ['long'],
  load: ['load'],
  alone: ['alone'],
  after: ['after'],
};
const inFolders = (names) => names.map((name) => `<rootDir>/test/${name}/**/*.test.ts`);

/** A group that talks to a running Holdfast; none of its files takes longer than `longestFileMinutes`. */
const live = (displayName, longestFileMinutes, files) => ({
  ...everyProject,
  displayName,
  ...files,
  globals: { longestFileMinutes },
  setupFiles: ['<rootDir>/test/support/one-day.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/support/disconnected.ts'],
});

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: 2,
  testTimeout: 240_000,
  testSequencer: '<rootDir>/test/slow-first.cjs',
  projects: [
    { ...everyProject, displayName: 'rules', testMatch: inFolders(folders.rules) },
    live('story', 2, {
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: Object.values(folders).flatMap((names) => names.map((name) => `<rootDir>/test/${name}/`)),
    }),
    live('long', 5, { testMatch: inFolders(folders.long) }),
    live('load', 10, { testMatch: inFolders(folders.load) }),
    live('alone', 10, { testMatch: inFolders(folders.alone) }),
    live('after', 5, { testMatch: inFolders(folders.after) }),
  ],
};
