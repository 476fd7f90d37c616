import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'

interface Props {
  readonly id: string
  readonly children: ReactNode
}

/** A part of a screen that an address can name behind `#`: then it comes into view, and the keyboard goes on from there. */
export function Anchored({ id, children }: Props) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (location.hash !== `#${id}`) return
    // The screen has first to come to its own place.
    const frame = requestAnimationFrame(() => {
      place.current?.focus({ preventScroll: true })
      place.current?.scrollIntoView()
    })
    return () => cancelAnimationFrame(frame)
  }, [id])
  return (
    <div ref={place} id={id} tabIndex={-1} className="anchored">
      {children}
    </div>
  )
}
