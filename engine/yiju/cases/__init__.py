"""The policy writer's cases: what is expected of a record, held against what is decided."""
