import { useEffect, useSyncExternalStore } from 'react'
import type { RefObject } from 'react'

/** What takes keys for itself: fields, and whatever lies over the screen. */
const TAKES_KEYS = 'input, textarea, select, [contenteditable], [role=dialog], [role=menu]'

/** Whether a key that is pressed now would be nobody's, or a button's, which knows nothing but Enter and Space. */
const isFree = (): boolean =>
  !document.activeElement?.matches(`:is(${TAKES_KEYS}), :is(${TAKES_KEYS}) *`) &&
  document.querySelector('[role=dialog]') === null

const isOfAText = ({ key, ctrlKey, altKey, metaKey, isComposing }: KeyboardEvent): boolean =>
  key.length === 1 && key !== ' ' && !ctrlKey && !altKey && !metaKey && !isComposing

function onFocus(look: () => void): () => void {
  const names = ['focusin', 'focusout'] as const
  for (const name of names) document.addEventListener(name, look)
  return () => {
    for (const name of names) document.removeEventListener(name, look)
  }
}

/**
 * A scanner is a fast keyboard that does not look where the focus is: what it types while no field has the focus goes to
 * this one. The focus moves at the first key only, so that no keyboard comes up on a touch screen by itself.
 * @returns whether what is scanned now arrives in the field
 */
export function useScanner(field: RefObject<HTMLInputElement | null>): boolean {
  useEffect(() => {
    const take = (event: KeyboardEvent) => {
      // The key itself is written where the focus is after this.
      if (isOfAText(event) && isFree()) field.current?.focus()
    }
    document.addEventListener('keydown', take)
    return () => document.removeEventListener('keydown', take)
  }, [field])
  return useSyncExternalStore(onFocus, () => isFree() || document.activeElement === field.current)
}
