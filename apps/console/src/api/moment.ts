/** The parameter of the page's address, and of the views of the API, that names a moment of the past. */
const NAME = 'knownAt'

/** The questions that can be asked about the past; all others are about now. */
const views =
  /^\/v1\/((campaigns|customers|funnels|value-pyramid|churn-by-tier|what-if|overheads|policies)(\/|$)|audit\/history$)/

/** The moment of the past that the address sets the whole console to; nothing where it shows what is known now. */
export function momentInAddress(search = globalThis.location?.search ?? ''): string | undefined {
  const moment = new URLSearchParams(search).get(NAME) ?? ''
  return Number.isNaN(Date.parse(moment)) ? undefined : moment
}

/** The same address of the page at a moment; one that names its own stays as it is. */
export function withMoment(address: string, moment = momentInAddress()): string {
  const [asked = '', ...place] = address.split('#')
  const [path = '', search = ''] = asked.split('?')
  const parameters = new URLSearchParams(search)
  if (moment === undefined || parameters.has(NAME)) return address
  parameters.set(NAME, moment)
  return [`${path}?${parameters}`, ...place].join('#')
}

/** The same address of the API, as it is asked at a moment. */
export function asked(address: string, moment = momentInAddress()): string {
  const [path = '', search = ''] = address.split('?')
  const { pathname } = new URL(path, 'http://any')
  if (moment === undefined || !views.test(pathname)) return address
  const parameters = new URLSearchParams(search)
  // What this page has changed belongs to the present.
  parameters.delete('minPosition')
  parameters.set(NAME, moment)
  return `${path}?${parameters}`
}
