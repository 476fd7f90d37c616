export { keepHeapSmall } from './frugal-heap.js'
export * from './ledger.js'
export * from './settings.js'
export * from './capabilities.js'
