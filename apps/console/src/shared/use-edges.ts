import { useEffect } from 'react'
import type { RefObject } from 'react'

/** Marks the sides of a place behind which more lies, so that nobody takes for whole what is only its beginning. */
export function useEdges(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = place.current!
    const look = () => {
      const { scrollLeft, clientWidth, scrollWidth } = element
      element.toggleAttribute('data-more-before', scrollLeft > 1)
      element.toggleAttribute('data-more-after', scrollLeft + clientWidth < scrollWidth - 1)
    }
    const observer = new ResizeObserver(look)
    for (const one of [element, ...element.children]) observer.observe(one)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [place])
}
