//! Pages, the log, recovery.
