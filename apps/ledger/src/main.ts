import './compiled.js'

// Only what is loaded after that can come out of what was kept.
await import('./service.js')
