export * from './token-store.contract.js'
