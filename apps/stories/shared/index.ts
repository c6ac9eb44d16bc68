/*
 * What crosses the wire between the stories' pages and their server. Foreign and unknown ids answer 404 alike; what is
 * for the parent alone answers 403 until the page is unlocked; in child mode a chapter that is not released is a 404.
 *
 *   GET    /api/children                      { children: Child[] }
 *   POST   /api/children                      NewChild -> 201 Child; 409 for a sixth. With a PIN: the parent alone
 *   PATCH  /api/children/{id}                 ChildChange -> Child; `limits` and `mode`, and with a PIN all: the parent
 *   DELETE /api/children/{id}                 204, with all stories; the parent alone
 *   GET    /api/stories                       ShelfQuery -> Shelf
 *   GET    /api/stories/{id}                  Story, with the tree of its chapters
 *   DELETE /api/stories/{id}                  204; the parent alone
 *   POST   /api/stories/{id}/choices          Choose -> 201 or 200 StartedChapter
 *   POST   /api/runs/story                    StartChapter: a new story (chapterNumber 1, totalChapters 1 to 10, its hero)
 *   GET    /api/parent                        ParentState
 *   PUT    /api/parent/pin                    NewPin -> unlocked, with token and cookie
 *   POST   /api/parent/unlock                 Unlock -> the same; 403 for a wrong PIN, 429 after too many
 *   POST   /api/parent/lock                   ParentState; locks every device of the account
 *   GET    /api/parent/withheld               WithheldQuery -> { sentences, next }; the parent alone
 *   GET    /api/parent/chapters               { chapters: HeldChapter[] }; the parent alone
 *   POST   /api/parent/chapters/{id}/release  { chapterId, releasedAt }; the parent alone
 *   GET    /api/family/export                 one JSON file with everything; the parent alone
 *   POST   /api/family/erase                  Erase -> 204: the account and all that it has are gone
 */
export * from './child.ts'
export * from './chapter.ts'
export * from './lists.ts'
export * from './parent.ts'
export * from './story.ts'
