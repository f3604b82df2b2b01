"""Documents: the register, their texts and clauses, where quoted words stand, and what is in force on a day."""
