export * from './campaign-reference.js'
export * from './plans.js'
