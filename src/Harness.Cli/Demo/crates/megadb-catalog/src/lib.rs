//! Names, schemas, statistics.
