"""The core calculus: inert data between the checks and the backends."""
