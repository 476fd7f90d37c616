/** What lets Node run the TypeScript of this folder. */
export const typescript: readonly string[] = ['--import', './scripts/typescript.mjs']

/** An entry point of this folder, as arguments of Node. */
export const entryOf = (name: 'with-jumping-clock' | 'with-poison'): readonly string[] => [
  ...typescript,
  `test/faults/entries/${name}.ts`,
]
