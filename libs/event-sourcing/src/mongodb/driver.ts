import { createRequire } from 'node:module'
import type * as Driver from 'mongodb'

const load = createRequire(import.meta.url)

/** Loaded when it is first needed: a ledger in files starts sooner without it. */
export const mongoDriver = (): typeof Driver => load('mongodb') as typeof Driver
