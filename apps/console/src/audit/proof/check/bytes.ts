/** Bytes as WebCrypto takes them. */
export type Bytes = Uint8Array<ArrayBuffer>

/** @throws DOMException where the text is no Base64 */
export const bytesOf = (base64: string): Bytes => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
export const utf8 = (text: string): Bytes => new TextEncoder().encode(text)
export const hexOf = (bytes: Bytes): string => [...bytes].map((one) => one.toString(16).padStart(2, '0')).join('')
export const isEqual = (one: Bytes, other: Bytes): boolean => hexOf(one) === hexOf(other)

/** The SHA-256 of all of them, one behind the other. */
export async function sha256(...parts: readonly Bytes[]): Promise<Bytes> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0)
  return new Uint8Array(await crypto.subtle.digest('SHA-256', whole))
}
