/** What a token's holder is to the ledger. */
export const roles = ['admin', 'planner', 'approver', 'service', 'operator', 'analyst', 'auditor'] as const
export type Role = (typeof roles)[number]

/**
 * What can be allowed: to look, to give commands, to decide about plans, to set what changes figures, to take over a past
 * that nobody approved here, to erase a person, to run the service, to bring what witnesses have signed.
 */
export type Ability = 'read' | 'command' | 'approve' | 'set-policy' | 'take-over' | 'erase' | 'operate' | 'countersign'

const abilities: Readonly<Record<Role, readonly Ability[]>> = {
  admin: ['read', 'command', 'approve', 'set-policy', 'take-over', 'erase', 'operate', 'countersign'],
  planner: ['read', 'command'],
  approver: ['read', 'command', 'approve', 'set-policy'],
  service: ['read', 'command'],
  operator: ['read', 'take-over', 'erase', 'operate', 'countersign'],
  analyst: ['read'],
  auditor: ['read', 'countersign'],
}

/** Whether one of the roles allows it. */
export const may = (held: readonly string[], ability: Ability): boolean =>
  held.some((role) => Object.hasOwn(abilities, role) && abilities[role as Role].includes(ability))
