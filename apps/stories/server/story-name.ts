/**
 * What a story that was given no title is called once its first chapter is there: by that chapter's title, without the
 * number before it. Null where that says no more than the number: the story keeps the name of its theme.
 */
export function nameFromFirstChapter(title: string): string | null {
  const name = title.replace(NUMBERED, '').trim()
  return /[\p{L}\p{N}]/u.test(name) ? name : null
}

const NUMBER = String.raw`(?:\d+|one|i|the first|ראשון|אחד|א['’׳]?)`
const NUMBERED = new RegExp(
  String.raw`^\s*(?:(?:chapter|part|פרק|חלק) ${NUMBER}(?![\p{L}\p{N}])|(?:the )?first (?:chapter|part)$)[\s.:–—-]*`,
  'iu',
)
