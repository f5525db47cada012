//! Encryption at rest, and the keys for it.
