//! Models inside the database.
