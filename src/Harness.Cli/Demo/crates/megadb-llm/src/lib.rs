//! Questions in plain language.
