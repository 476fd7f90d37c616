/** A connection string for people to see: servers and database, without user, password and options. */
export const withoutSecrets = (url: string): string => url.replace(/\/\/.*@/, '//').replace(/\?.*$/, '')

/** What a connection string says behind its question mark, name by name. */
export const optionsOf = (url: string): readonly string[] => [
  ...new URLSearchParams(/\?(.*)$/s.exec(url)?.[1] ?? '').keys(),
]

/**
 * What is wrong with user name and password, of which nothing is repeated. Where one of them holds a character that means
 * something in a URL, its end could be taken for a host, and would stand in every message about that.
 */
export function credentialsProblem(url: string): string | undefined {
  const [, credentials] = /^[a-z+]+:\/\/([^/?]*)@/.exec(url) ?? []
  if (credentials === undefined || /^[^:@]+(:[^:@]*)?$/.test(credentials)) return undefined
  return 'user name and password must be percent-encoded: %40 for @, %3A for :, %2F for /, %25 for %'
}
