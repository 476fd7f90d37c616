/** A name as code has it, as people read it: `approvedPlan` → `Approved plan`. */
export function inWords(name: string): string {
  const parted = name.replaceAll(/(?<=.)([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
  return parted.charAt(0).toUpperCase() + parted.slice(1)
}
