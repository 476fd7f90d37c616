export * from './day.js'
export * from './money.js'
