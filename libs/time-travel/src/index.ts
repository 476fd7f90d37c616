export * from './document-then.js'
export * from './moment.js'
export * from './past-event-store.js'
export * from './vantages.js'
