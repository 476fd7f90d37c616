/** So long is waited after a first refusal; after each further one twice as long, up to the longest. */
const FIRST_MS = 1_000
const LONGEST_MS = 30_000

interface Listener {
  readonly onOpen: () => void
  /** It broke off, or was refused. */
  readonly onLost: () => void
  /** It was answered by something that is no feed: by a proxy while the service is away, or because the session is over. */
  readonly onRefused: () => void
  readonly onEvent: () => void
}

/**
 * Follows the feed of an address. What breaks off a browser opens again by itself, and what is refused never again: that is
 * done here, ever more seldom, and not by all pages at once. @returns ends it
 */
export function followed(address: string, { onOpen, onLost, onRefused, onEvent }: Listener): () => void {
  let feed: EventSource
  let refused = 0
  let next: ReturnType<typeof setTimeout>
  const open = () => {
    feed = new EventSource(address)
    feed.onopen = () => {
      refused = 0
      onOpen()
    }
    feed.onerror = () => {
      onLost()
      if (feed.readyState !== EventSource.CLOSED) return
      onRefused()
      next = setTimeout(open, Math.min(FIRST_MS * 2 ** refused, LONGEST_MS) * (0.5 + Math.random()))
      refused += 1
    }
    feed.addEventListener('ledger-event', onEvent)
  }
  open()
  return () => {
    feed.close()
    clearTimeout(next)
  }
}
