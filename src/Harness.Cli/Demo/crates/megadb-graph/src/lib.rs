//! Property graphs.
