export * from './spool.js'
export * from './sqlite/sqlite-work-spool.js'
export * from './work-desk.js'
export * from './work/work.js'
