export { openSqliteBackend } from './sqlite-backend.ts'
export type { SqliteBackend, SqliteBackendOptions } from './sqlite-backend.ts'
export type { StatementResult, TransactAnswer } from './writes.ts'
