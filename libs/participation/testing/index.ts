export * from './desks.js'
