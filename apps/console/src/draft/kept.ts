import type { Plan } from '../plan/parts'
import type { Typed } from './plan-form'

/** What somebody has typed, and which version of the plan they had before them. */
export interface Kept {
  readonly typed: Typed
  readonly reason: string
  readonly found?: { readonly plan: Plan; readonly revision: number }
}
