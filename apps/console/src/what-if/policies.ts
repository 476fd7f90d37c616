/** Policies that are compared stand in the address, parted by semicolons, as a question names them. */
const NAME = 'whatIf'
/** As many as one question takes. */
export const MOST = 10

/** Those in the address, then what is tried at the moment; each once. */
export function policiesOf(address: string | undefined, tried?: string): readonly string[] {
  const kept = (address ?? '').split(';').filter(Boolean)
  return [...new Set(tried === undefined ? kept : [...kept, tried])].slice(0, MOST)
}

interface Address {
  readonly get: (name: string) => string | undefined
  readonly set: (changes: Readonly<Record<string, string | undefined>>) => void
}

/** What is compared, what is kept of it, and how that is changed. */
export function comparedIn({ get, set }: Address, tried?: string) {
  const kept = policiesOf(get(NAME))
  const write = (next: readonly string[]) => set({ [NAME]: next.length === 0 ? undefined : next.join(';') })
  return {
    policies: policiesOf(get(NAME), tried),
    kept,
    keep: (policy: string) => write(policiesOf([...kept, policy].join(';'))),
    drop: (policy: string) => write(kept.filter((one) => one !== policy)),
  }
}
