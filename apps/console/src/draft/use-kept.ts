import { useState } from 'react'
import type { Plan } from '../plan/parts'
import type { Typed } from './plan-form'

/** What somebody has typed, and which version of the plan they had before them. */
export interface Kept {
  readonly typed: Typed
  readonly reason: string
  readonly found?: { readonly plan: Plan; readonly revision: number }
}

/** Keeps what is typed in this tab under a name, over a reload and other screens, until it is saved. */
export function useKept(name: string) {
  const [kept, setKept] = useState(() => read(name))
  const keep = (next: Kept) => {
    sessionStorage.setItem(name, JSON.stringify(next))
    setKept(next)
  }
  const forget = () => sessionStorage.removeItem(name)
  return { kept, keep, forget }
}

function read(name: string): Kept | undefined {
  const text = sessionStorage.getItem(name)
  return text === null ? undefined : (JSON.parse(text) as Kept)
}
