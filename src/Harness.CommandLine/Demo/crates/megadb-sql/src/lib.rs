//! Parser, planner, executor.
