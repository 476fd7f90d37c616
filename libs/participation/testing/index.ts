export * from './desk-reference.js'
export * from './desks.js'
