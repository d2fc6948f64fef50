export { divisions } from './divisions.ts'
export { organisation } from './organisation.ts'
export { person } from './person.ts'
export { createDirectory, type DirectoryPorts } from './service.ts'
