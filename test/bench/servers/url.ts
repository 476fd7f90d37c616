/** Where the server is that a row needs. @throws Error that says what to set */
export function urlOf(variable: 'EVENTSTORE_URL' | 'MONGODB_URL'): string {
  const url = process.env[variable]
  if (!url) throw new Error(`this row needs a server: set ${variable}`)
  return url
}
