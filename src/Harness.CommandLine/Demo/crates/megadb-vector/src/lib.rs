//! Nearest neighbours.
