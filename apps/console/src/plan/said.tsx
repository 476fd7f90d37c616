interface Props {
  readonly text: string
  /** As it was before, as it is now; without a mark where nothing has changed. */
  readonly mark?: 'old' | 'new' | undefined
}

/** What a version says of one thing; what was changed stands out, by its weight as well as by its colour. */
export function Said({ text, mark }: Props) {
  if (mark === undefined) return <span className="anywhere">{text}</span>
  const Mark = mark === 'old' ? 'del' : 'ins'
  return <Mark className={`anywhere said-${mark}`}>{text}</Mark>
}
