/** What comes one by one, in pages; the last one, and one before an error, may hold less, or nothing. */
export async function* pagesOf<T>(items: AsyncIterable<T>, size = 500): AsyncGenerator<readonly T[]> {
  let page: T[] = []
  try {
    for await (const item of items) {
      page.push(item)
      if (page.length < size) continue
      yield page
      page = []
    }
  } catch (error) {
    yield page
    throw error
  }
  yield page
}
