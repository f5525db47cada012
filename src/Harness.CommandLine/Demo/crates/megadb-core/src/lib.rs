//! Types that every crate shares.
