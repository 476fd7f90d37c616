import { createRequire } from 'node:module'
import type * as Client from '@eventstore/db-client'

const load = createRequire(import.meta.url)

/** Loaded when it is first needed: a ledger in files starts sooner without it. */
export const client = (): typeof Client => load('@eventstore/db-client') as typeof Client
