import type { Palette } from './palette'

/** What all charts have in common. Tips are drawn, not written into the page, whose policy forbids their styles. */
export const tip = ({ card, line, text }: Palette) => ({
  renderMode: 'richText' as const,
  backgroundColor: card,
  borderColor: line,
  textStyle: { color: text, fontSize: 13 },
  confine: true,
})

export const axisLabels = ({ quiet }: Palette) => ({ color: quiet, fontSize: 12 })

export const softLines = ({ line }: Palette) => ({ lineStyle: { color: line } })
