export * from './given.js'
export * from './event-store.contract.js'
