export * from './mongodb/mongo-token-store.js'
export * from './roles.js'
export * from './token-store.js'
export * from './tokens.js'
