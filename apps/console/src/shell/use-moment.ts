import { useLocation, useSearch } from 'wouter'
import { momentInAddress, withMoment } from '../api/moment'

/** Tells a step back into the present from one within the past, which keeps its moment. */
const PRESENT = 'present'

/** Every link and every step keeps to the moment of the address. */
export const keepingMoment = {
  hrefs: (href: string) => withMoment(href),
  aroundNav: <Options extends { readonly state?: unknown }>(
    navigate: (to: string, options?: Options) => void,
    to: string,
    options?: Options,
  ) => navigate(options?.state === PRESENT ? to : withMoment(to), options),
}

/** The moment that the console is set to, and setting it to another one, or back to now. */
export function useMoment() {
  const search = useSearch()
  const [pathname, navigate] = useLocation()
  const moment = momentInAddress(search)
  const addressAt = (next: string | undefined) => {
    const parameters = new URLSearchParams(search)
    parameters.delete('knownAt')
    const rest = parameters.size === 0 ? pathname : `${pathname}?${parameters}`
    return next === undefined ? rest : withMoment(rest, next)
  }
  return {
    moment,
    setMoment: (next: string) => navigate(addressAt(next)),
    toPresent: (address = addressAt(undefined)) => navigate(address, { state: PRESENT }),
  }
}
