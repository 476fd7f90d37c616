import { useState } from 'react'

/**
 * Keeps what is typed under a name, over a reload and other screens, until it is saved: in this tab, or in this browser
 * where the store says so.
 */
export function useKept<Kept>(name: string, store: Storage = sessionStorage) {
  const [kept, setKept] = useState(() => read<Kept>(name, store))
  const keep = (next: Kept) => {
    store.setItem(name, JSON.stringify(next))
    setKept(next)
  }
  const forget = () => store.removeItem(name)
  return { kept, keep, forget }
}

function read<Kept>(name: string, store: Storage): Kept | undefined {
  const text = store.getItem(name)
  return text === null ? undefined : (JSON.parse(text) as Kept)
}
