/** A cell of a table; undefined becomes an empty cell. */
export type Cell = string | number | boolean | undefined;
