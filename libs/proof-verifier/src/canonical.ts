/**
 * JSON in the one form that RFC 8785 gives every value: no blanks, names in order of their UTF-16 code units, numbers
 * and texts as ECMAScript writes them. A lone surrogate, which the RFC leaves out, stays escaped as `JSON.stringify` does
 * it, so that whatever a store gives back has a form.
 * @param value what `JSON.parse` gives: no functions, no `undefined`, no cycles
 */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return textOf(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const object = value as Readonly<Record<string, unknown>>
  let text = ''
  for (const name of inOrder(Object.keys(object))) {
    text += `${text === '' ? '' : ','}${textOf(name)}:${canonical(object[name])}`
  }
  return `{${text}}`
}

const NEEDS_ESCAPES = /["\\\u0000-\u001f\ud800-\udfff]/

/** Most texts stand in quotes as they are, which is a fraction of the work. */
const textOf = (text: string): string => (NEEDS_ESCAPES.test(text) ? JSON.stringify(text) : `"${text}"`)

/** To sort is most of the work, and often nothing is to be sorted. */
function inOrder(names: string[]): readonly string[] {
  for (let at = 1; at < names.length; at += 1) if (names[at - 1]! > names[at]!) return names.sort()
  return names
}
