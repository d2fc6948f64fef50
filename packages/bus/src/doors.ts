/** Where a system of somebody else hands positions over, one message after the other, each answered. */
export const POSITION_DOOR = 'door.positions'
