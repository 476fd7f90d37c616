import type { Page } from 'playwright-core'

/** A file of these lines, as it lies on somebody's disk. */
export const file = (name: string, ...lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`${lines.join('\n')}\n`),
})

type Given = ReturnType<typeof file>

/** Chooses it with the first chooser of the page. */
export const upload = (page: Page, one: Given) => page.locator('input[type=file]').first().setInputFiles(one)

/** Drops files from outside of the browser. */
export async function drop(page: Page, ...files: readonly Given[]): Promise<void> {
  const named = files.map(({ name, buffer }) => [name, buffer.toString()] as const)
  const dropped = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer()
    for (const [name, content] of ${JSON.stringify(named)}) transfer.items.add(new File([content], name))
    return transfer
  })()`)
  await page.getByText('Drop it here').dispatchEvent('drop', { dataTransfer: dropped })
}

/** The file that a click downloads. */
export async function downloaded(page: Page, button: string | RegExp): Promise<{ name: string; path: string }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ])
  return { name: file.suggestedFilename(), path: await file.path() }
}
