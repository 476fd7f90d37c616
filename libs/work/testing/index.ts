export * from './work-spool.contract.js'
