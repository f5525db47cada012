//! The operator: the one crate that speaks to the cluster.
