/** The code of the link that was opened; taken out of the address at once, so that it stays in no history. */
export function codeOfLink(): string | undefined {
  if (location.pathname !== '/sign-in') return undefined
  const code = new URLSearchParams(location.hash.slice(1)).get('code') ?? undefined
  if (code !== undefined) history.replaceState(null, '', '/sign-in')
  return code
}
