"""The calculator of a policy: what a reader's own browser needs to decide a record and say why."""
