import { useUrlState } from './url-state'

type Opened<First extends string, More extends string> = Readonly<Record<First, string>> &
  Readonly<Partial<Record<More, string | undefined>>>

/**
 * What is opened beside a screen stands in its address, so that a reload, or whoever gets the address, opens it again.
 * To open is a step that the back button takes back. @param first something is open where the address has this
 * @param more what else says which one it is
 */
export function useOpened<First extends string, More extends string = never>(first: First, ...more: readonly More[]) {
  const { get, set, step } = useUrlState()
  const read = [first, ...more].map((name) => [name, get(name)] as const)
  const closed = Object.fromEntries(read.map(([name]) => [name, undefined]))
  return {
    opened: get(first) === undefined ? undefined : (Object.fromEntries(read) as Opened<First, More>),
    open: (which: Opened<First, More>) => step({ ...closed, ...which }),
    close: () => set(closed),
  }
}
