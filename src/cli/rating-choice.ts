/** Whose answers `citewell feedback export` writes: those that helped, those that did not, or both. */
export const RATINGS = ['helpful', 'unhelpful', 'all'] as const;
export type RatingChoice = (typeof RATINGS)[number];
