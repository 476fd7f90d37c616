/**
 * JSON in the one form that RFC 8785 gives every value: no blanks, names in order of their UTF-16 code units, numbers
 * and texts as ECMAScript writes them. A lone surrogate, which the RFC leaves out, stays escaped as `JSON.stringify` does
 * it, so that whatever a store gives back has a form.
 * @param value what `JSON.parse` gives: no functions, no `undefined`, no cycles
 */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const object = value as Readonly<Record<string, unknown>>
  let text = ''
  for (const name of Object.keys(object).sort()) {
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonical(object[name])}`
  }
  return `{${text}}`
}
