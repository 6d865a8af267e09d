/** What a cell of a table may hold; undefined becomes an empty cell. */
export type Cell = string | number | boolean | undefined;
