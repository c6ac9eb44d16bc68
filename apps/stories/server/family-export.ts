import { type Families, heroFromRow, type Stories } from './records/index.ts'

const PAGE = 100

/** What the stories keep of a family, as its parent reads it; stories one by one, with their chapters. */
export async function familyExport(
  { families, stories }: { families: Families; stories: Stories },
  accountId: string,
): Promise<Record<string, unknown>> {
  return {
    children: await families.children(accountId),
    async *stories() {
      for (let before: string | undefined; ;) {
        const page = await stories.list({ accountId, before, limit: PAGE })
        for (const row of page) {
          const chapters = await stories.chapters(row.id)
          yield {
            storyId: row.id,
            childId: row.child_id,
            title: row.title,
            hero: heroFromRow(row),
            theme: row.theme,
            language: row.language,
            readingLevel: row.reading_level,
            totalChapters: row.total_chapters,
            createdAt: row.created_at,
            updatedAt: row.updated_at,
            chapters: chapters.map(({ plot: _, ...chapter }) => chapter),
          }
        }
        if (page.length < PAGE) return
        before = page.at(-1)!.id
      }
    },
  }
}
