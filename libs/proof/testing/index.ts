export * from './memory-tiles.js'
export * from './reference-tree.js'
