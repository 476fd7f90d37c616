export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^@ledger/([a-z-]+)/testing$': '<rootDir>/libs/$1/testing/index.ts',
    '^@ledger/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: 'tsconfig.json' }] },
  reporters: ['default', '<rootDir>/test/stacks/summary.js'],
  testTimeout: 30_000,
  // Modules of a file stay in memory after its tests: one process for all of them needs more than 4 GB in the end.
  workerIdleMemoryLimit: '1GB',
}
