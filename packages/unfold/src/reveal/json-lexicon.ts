import type { Json } from '../protocol/index.ts'

/** What the letter after a backslash means. */
export const ESCAPES: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** By first letter. */
export const LITERALS: Record<string, { word: string; value: Json }> = {
  t: { word: 'true', value: true },
  f: { word: 'false', value: false },
  n: { word: 'null', value: null },
}

export const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** Everything that may stand within a number; its grammar is checked once, at the end. */
export function isNumeric(code: number): boolean {
  if (code >= 0x30 && code <= 0x39) return true
  return code === 0x2e || code === 0x2d || code === 0x2b || code === 0x65 || code === 0x45
}

/** -1 for what is no hexadecimal digit. */
export function hexFromCode(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const lower = code | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}
