export * from './given.js'
export * from './event-store.contract.js'
export * from './temporary-folder.js'
