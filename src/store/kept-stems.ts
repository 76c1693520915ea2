/** Stems whose frequencies a store keeps: more than the words of ten thousand questions, some 5 MB. */
export const KEPT_STEMS = 50_000;
