/** A figure that people measured is between this and its negative; PostgreSQL keeps it, digit by digit. */
export const largestFigure = 1e15;
