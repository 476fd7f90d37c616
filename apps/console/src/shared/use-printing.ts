import { useSyncExternalStore } from 'react'

const paper = matchMedia('print')
let begun = false

const isPrinting = (): boolean => begun || paper.matches

function follow(told: () => void): () => void {
  const before = () => {
    begun = true
    told()
  }
  const after = () => {
    begun = false
    told()
  }
  addEventListener('beforeprint', before)
  addEventListener('afterprint', after)
  paper.addEventListener('change', told)
  return () => {
    removeEventListener('beforeprint', before)
    removeEventListener('afterprint', after)
    paper.removeEventListener('change', told)
  }
}

/** Whether the page is being put on paper, for what styles alone cannot do. */
export const usePrinting = (): boolean => useSyncExternalStore(follow, isPrinting)
