import { createContext, useCallback, useContext, useEffect, useState } from 'react'

type Tell = (step: 1 | -1) => void

/** Tells a dialog or drawer that another one has opened above it, or closed. */
export const Above = createContext<Tell>(() => undefined)

/**
 * What every dialog and drawer does: Escape closes the uppermost one only, and the keyboard goes on where it was opened
 * from. They are there only while they are open, which the library's own return of the focus takes no notice of.
 */
export function useLayer() {
  const tellBelow = useContext(Above)
  const [above, setAbove] = useState(0)
  const [opener] = useState(openerNow)
  const tell: Tell = useCallback((step) => setAbove((before) => before + step), [])
  useEffect(() => {
    tellBelow(1)
    return () => {
      tellBelow(-1)
      // Whatever has the focus already keeps it.
      if (document.activeElement === document.body) opener?.focus({ preventScroll: true })
    }
  }, [tellBelow, opener])
  return { isTop: above === 0, tell }
}

/** What has the focus. An entry of a menu is gone by the time that the focus comes back: its menu's button stands for it. */
function openerNow(): HTMLElement | null {
  const active = document.activeElement as HTMLElement | null
  const menu = active?.closest('[role=menu]')?.getAttribute('aria-labelledby')
  return menu ? document.getElementById(menu) : active
}
