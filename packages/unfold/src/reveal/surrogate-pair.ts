/** The first half of a character beyond the first plane: text that ends with it goes on. */
export function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}
