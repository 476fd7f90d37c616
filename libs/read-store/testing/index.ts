export * from './given.js'
export * from './read-store.contract.js'
