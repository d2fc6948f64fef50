export { together as default } from '../../tools/vitest.config.ts'
