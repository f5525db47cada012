//! Vectorised kernels.
