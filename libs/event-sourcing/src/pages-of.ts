/** What comes one by one, in pages; the last one may hold less, or nothing. */
export async function* pagesOf<T>(items: AsyncIterable<T>, size = 500): AsyncGenerator<readonly T[]> {
  let page: T[] = []
  for await (const item of items) {
    page.push(item)
    if (page.length < size) continue
    yield page
    page = []
  }
  yield page
}
