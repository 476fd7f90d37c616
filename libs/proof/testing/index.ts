export * from './memory-tiles.js'
export * from './reference-tree.js'
export * from './tile-store.contract.js'
