/** Says at the end of a run which servers were tried, and how to try the others: one line each. */
export default class StackSummary {
  onRunComplete(_contexts, { testResults }) {
    const titles = testResults.flatMap((file) => file.testResults.flatMap((test) => test.ancestorTitles))
    const stacks = new Set(titles.filter((title) => /^on \w+ \(.*\)$/.test(title)))
    for (const stack of [...stacks].sort()) process.stderr.write(`Tests ${stack}\n`)
  }
}
