/** Says at the end of a run which stacks were tried, and how to try the others: one line each. */
export default class StackSummary {
  onRunComplete(_contexts, { testResults }) {
    const tests = testResults.flatMap((file) => file.testResults)
    const stacks = new Set(tests.map(({ ancestorTitles }) => ancestorTitles.filter(isStack).join(' and ')))
    stacks.delete('')
    for (const stack of [...stacks].sort()) process.stderr.write(`Tests ${stack}\n`)
  }
}

const isStack = (title) => title === 'in files' || /^on \w+ \(.*\)$/.test(title)
