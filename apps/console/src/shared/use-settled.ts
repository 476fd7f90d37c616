import { useEffect, useEffectEvent, useState } from 'react'

/** So long nothing is changed before it counts without being left. */
const PAUSE_MS = 800

interface Settling<Value> {
  readonly value: Value
  /** Whether it can count: a year that is typed is first one digit long. */
  readonly isWhole?: (typed: Value) => boolean
  readonly onSettled: (value: Value) => void
}

/** What is typed, until what counts is changed. The field stays the same one, so that the focus stays in it. */
export function useTyped<Value>(value: Value, isSame: (one: Value, other: Value) => boolean = Object.is) {
  const [typed, setTyped] = useState(value)
  const [before, setBefore] = useState(value)
  if (!isSame(before, value)) {
    setBefore(value)
    setTyped(value)
  }
  return { typed, setTyped }
}

/** The same, and it counts after a pause: nothing is asked about each digit, or each step of a slider. */
export function useSettled<Value>({ value, isWhole = () => true, onSettled }: Settling<Value>) {
  const { typed, setTyped } = useTyped(value)
  const settle = useEffectEvent(() => isWhole(typed) && onSettled(typed))
  useEffect(() => {
    if (typed === value) return
    const pause = setTimeout(() => settle(), PAUSE_MS)
    return () => clearTimeout(pause)
  }, [typed, value])
  return { typed, setTyped }
}
