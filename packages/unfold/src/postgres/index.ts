export { openPostgresBackend } from './postgres-backend.ts'
export type { PostgresBackend, PostgresBackendOptions } from './postgres-backend.ts'
export type { StatementResult, TransactAnswer } from './record-writes.ts'
