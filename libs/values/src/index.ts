export * from './cell.js'
export * from './day.js'
export * from './money.js'
export * from './own.js'
