/** The address of a database on a server. */
export function databaseOn(url: string, database: string): string {
  const [servers, options] = url.split('?')
  const withoutPath = servers!.replace(/^([a-z+]+:\/\/[^/]*).*$/, '$1')
  return `${withoutPath}/${database}${options === undefined ? '' : `?${options}`}`
}
