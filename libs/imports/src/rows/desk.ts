import { takeOverAttendance, takeOverRegistration } from '@ledger/participation'
import type { Moment } from '../values/times.js'
import { action } from './action.js'
import type { ToActions } from './action.js'

/** Somebody registered for a campaign that was taken over. */
export const registrationActions: ToActions = (values, { source }) => {
  const { campaign, customer, at, partySize } = values
  const told = { occurredAt: (at as Moment).at, name: ['registration', campaign as string, customer as string] }
  return [action(takeOverRegistration, { campaign }, { customer, partySize, source }, told)]
}

/** Somebody came. */
export const attendanceActions: ToActions = (values, { source }) => {
  const { campaign, customer, at } = values
  const told = { occurredAt: (at as Moment).at, name: ['attendance', campaign as string, customer as string] }
  return [action(takeOverAttendance, { campaign }, { customer, source }, told)]
}
